-- An administrator may insist on a transport, as where a proxy lets only one through.

alter table causeway.connection
  add column forced_transport text check (forced_transport in ('xml_rpc', 'json_rpc', 'json2'));
