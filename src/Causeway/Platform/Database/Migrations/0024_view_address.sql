-- The pages filter, sort and show by more than a list's route takes: they keep their own address beside it.
alter table causeway.saved_view
  add column address text check (char_length(address) <= 2000 and address ~ '^/([^/\\]|$)');
