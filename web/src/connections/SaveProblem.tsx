import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';

interface SaveProblemProps {
  error: Error;
  /** Offered where the values are well formed and only Odoo did not agree. */
  onForce?: () => void;
}

export function SaveProblem({ error, onForce }: SaveProblemProps) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const offline = problem?.isUnreachable ?? false;
  const mayForce = onForce && problem && !offline && problem.status !== 400;
  return (
    <Alert variant="error" title={onForce ? t('connection.notSaved') : t('connection.notTested')}>
      <p>{offline ? t('errors.offlineText') : error.message}</p>
      {mayForce && (
        <Button variant="outline" size="sm" className="mt-2" onClick={onForce}>
          {t('connection.saveAnyway')}
        </Button>
      )}
    </Alert>
  );
}
