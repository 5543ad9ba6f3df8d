import type { paths } from './schema';

/** The server writes every member of an answer, the empty ones too, though its document requires only some. */
export type Complete<T> = T extends (infer Item)[]
  ? Complete<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Complete<Exclude<T[Key], undefined>> }
    : T;

// Taken from the routes, not from schema names, so that only a change of contract can break a page.
type Body<Answer> = Answer extends { content: { 'application/json': infer Json } } ? Complete<Json> : never;
type Read<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: infer Answer } } }
  ? Body<Answer>
  : never;

export type User = Read<'/api/auth/session'>['user'];
export type MicrosoftConfig = Read<'/api/auth/microsoft/config'>;
export type Kanban = Read<'/api/opportunities/kanban'>;
export type Stage = Kanban['stages'][number];
export type KanbanColumn = Kanban['kanban'][number];
export type Opportunity = KanbanColumn['opportunities'][number];
export type OpportunityList = Read<'/api/opportunities'>;
export type SyncRun = Read<'/api/integrations/sync/{sync_id}'>;
export type ApiToken = Read<'/api/auth/tokens'>['tokens'][number];
export type SavedCredentials = Read<'/api/profile/odoo-credentials'>;
export type CredentialsBody = NonNullable<
  paths['/api/profile/odoo-credentials']['post']['requestBody']
>['content']['application/json'];
export type SearchAnswer = Read<'/api/search'>;
export type OdooTest = Body<paths['/api/integrations/odoo/test']['post']['responses'][200]>;
export type OdooCredentials =
  paths['/api/integrations/odoo/configure']['post']['requestBody']['content']['application/json'];
export type Connection = Read<'/api/connections'>['connections'][number];
export type ConnectionChange = NonNullable<
  paths['/api/connections/{id}']['patch']['requestBody']
>['content']['application/json'];
export type ModelChoice = Connection['models'][number];
export type OdooField = Read<'/api/integrations/odoo/fields/{model}'>['fields'][number];
export type SyncHealth = Read<'/api/integrations/background-sync/health'>;
export type BackgroundSync = Read<'/api/integrations/background-sync/status'>;
export type SyncLogs = Read<'/api/integrations/sync/logs'>;
export type Integration = Read<'/api/integrations'>['integrations'][number];
export type MicrosoftSettings = NonNullable<
  paths['/api/integrations/ms365/configure']['post']['requestBody']
>['content']['application/json'];
export type Hold = Read<'/api/integrations/holds'>['holds'][number];
export type Quarantine = Read<'/api/integrations/quarantine'>;
export type QuarantinedRecord = Quarantine['quarantine'][number];
export type ModelStanding = Read<'/api/integrations/proofs'>['models'][number];
export type Verification = Body<paths['/api/integrations/verify']['post']['responses'][200]>;
export type DatabaseState = Read<'/api/integrations/odoo/database'>;
export type WebhookStatus = Read<'/api/webhooks/status'>;
export type UserList = Read<'/api/auth/users'>;
export type UserChange = NonNullable<
  paths['/api/auth/users/{id}']['patch']['requestBody']
>['content']['application/json'];
export type OdooProposal = Read<'/api/auth/odoo-proposals'>['proposals'][number];
export type Audit = Read<'/api/audit'>;
export type AuditEntry = Audit['entries'][number];
export type Setting = Read<'/api/settings'>['settings'][number];
export type LeadList = Read<'/api/crm/leads'>;
export type ListedLead = LeadList['leads'][number];
export type Lead = Read<'/api/crm/leads/{id}'>;
export type LeadWrite = NonNullable<
  paths['/api/crm/leads/{id}']['put']['requestBody']
>['content']['application/json'];
export type LeadsChange = NonNullable<
  paths['/api/crm/leads']['patch']['requestBody']
>['content']['application/json'];
export type ManyWritten = Body<paths['/api/crm/leads']['patch']['responses'][200]>;
export type WrittenRecord = ManyWritten['results'][number];
export type Activity = Read<'/api/activities'>['activities'][number];
export type Task = Read<'/api/tasks'>['tasks'][number];
export type NewTask = NonNullable<paths['/api/tasks']['post']['requestBody']>['content']['application/json'];
export type TaskWrite = NonNullable<
  paths['/api/tasks/{id}']['put']['requestBody']
>['content']['application/json'];
export type NewLead = NonNullable<
  paths['/api/crm/leads']['post']['requestBody']
>['content']['application/json'];
export type AccountHistoryEntry = Read<'/api/accounts/real/{id}/history'>['history'][number];
export type HistoryEntry = Read<'/api/crm/leads/{id}/history'>['history'][number];
export type Note = Read<'/api/crm/leads/{id}/notes'>['notes'][number];
export type AccountList = Read<'/api/accounts/real'>;
export type ListedAccount = AccountList['accounts'][number];
export type Account = Read<'/api/accounts/real/{id}'>;
export type ListedContact = Read<'/api/contacts'>['contacts'][number];
export type Contact = Read<'/api/contacts/{id}'>;
export type ListedInvoice = Read<'/api/invoices'>['invoices'][number];
export type Invoice = Read<'/api/invoices/{id}'>;
export type ReceivableReport = Read<'/api/receivables'>;
export type Receivable = ReceivableReport['invoices'][number];
export type SavedView = Read<'/api/views'>['views'][number];
export type NewView = NonNullable<paths['/api/views']['post']['requestBody']>['content']['application/json'];
export type ViewWrite = NonNullable<
  paths['/api/views/{id}']['patch']['requestBody']
>['content']['application/json'];
