import { CheckIcon, CopyIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';

interface ShownOnceProps {
  title: string;
  /** What to call the value for who cannot see it. */
  label: string;
  value: string;
  children?: React.ReactNode;
}

/** A secret that the server tells this once: to be copied now. */
export function ShownOnce({ title, label, value, children }: ShownOnceProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    box.current?.select();
    // Browsers offer the clipboard on secure origins only; elsewhere the selected text is a key press away.
    if (!window.isSecureContext) return;
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <Alert variant="success" title={title}>
      {children}
      <div className="mt-2 flex gap-2">
        <Input
          ref={box}
          readOnly
          dir="ltr"
          aria-label={label}
          value={value}
          onFocus={(event) => event.target.select()}
          className="font-mono text-xs"
        />
        <Button variant="outline" className="h-9" onClick={() => void copy()}>
          {copied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
          <span role="status">{copied ? t('common.copied') : t('common.copy')}</span>
        </Button>
      </div>
    </Alert>
  );
}
