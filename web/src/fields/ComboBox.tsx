import { CheckIcon } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import type { Choice } from './field';

interface ComboBoxProps {
  label: string;
  text: string;
  onText: (text: string) => void;
  choices: readonly Choice[];
  chosen: readonly Choice['value'][];
  onChoose: (value: Choice['value'] | null) => void;
  onCancel: () => void;
  /** Offers to choose nothing. */
  clearable?: boolean;
  busy?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
}

/** A text box with its list open below it: the arrows walk, Enter chooses, Escape leaves all as it was. */
export function ComboBox(props: ComboBoxProps) {
  const { label, text, onText, choices, chosen, onChoose, onCancel, clearable = false, busy = false } = props;
  const { t } = useTranslation();
  const list = useId();
  const box = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const options: { value: Choice['value'] | null; label: string }[] = [
    ...(clearable && !text ? [{ value: null, label: t('fields.none') }] : []),
    ...choices,
  ];
  // Begins at what is chosen now.
  const first = Math.max(
    0,
    options.findIndex(({ value }) => value !== null && chosen.includes(value)),
  );
  const active = Math.min(at ?? first, options.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((active + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Enter' && options[active]) onChoose(options[active].value);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Popover.Root open>
      <Popover.Anchor asChild>
        <Input
          ref={box}
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={list}
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          aria-autocomplete="list"
          aria-invalid={props.invalid}
          aria-describedby={props.describedBy}
          autoFocus
          autoComplete="off"
          value={text}
          placeholder={t('fields.find')}
          onChange={(event) => {
            onText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          onBlur={onCancel}
          className="h-8 text-sm"
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          // The box must keep the focus, or its leaving would close the list before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          className="z-50 max-h-64 w-(--radix-popover-trigger-width) min-w-52 overflow-y-auto rounded-lg border bg-popover p-1 text-popover-foreground shadow-lift"
        >
          <ul id={list} role="listbox" aria-label={label}>
            {options.map((option, index) => (
              <li
                key={String(option.value)}
                id={`${list}-${index}`}
                role="option"
                aria-selected={option.value !== null && chosen.includes(option.value)}
                onMouseMove={() => setAt(index)}
                onClick={() => onChoose(option.value)}
                ref={(element) => {
                  if (index === active) element?.scrollIntoView({ block: 'nearest' });
                }}
                className={cn(
                  'flex items-center gap-2 rounded-sm px-2 py-1.5 text-sm max-md:py-2.5',
                  index === active && 'bg-accent',
                  option.value === null && 'text-muted-foreground',
                )}
              >
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                {option.value !== null && chosen.includes(option.value) && (
                  <CheckIcon aria-hidden className="size-4 text-primary" />
                )}
              </li>
            ))}
          </ul>
          {(busy || options.length === 0) && (
            <p className="px-2 py-1.5 text-sm text-muted-foreground">
              {busy ? t('common.loading') : t('fields.nothing')}
            </p>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
