// What somebody does with a client that was generated from our document: everything here is typed by it, and run against a
// server. Arguments: the address, the administrator's password.
import {
  createLead,
  deleteLead,
  followChanges,
  getLead,
  listChanges,
  listLeads,
  listStages,
  moveOpportunity,
  register,
  setTaskStatus,
  signInByForm,
  updateLead,
  type LeadListed,
  type Problem,
} from './client';
import { client } from './client/client.gen';

declare const process: { argv: string[]; exitCode: number };

const [, , address, password] = process.argv as [string, string, string, string];

function must(truth: boolean, what: string): asserts truth {
  if (!truth) throw new Error(`Not so: ${what}`);
}

async function signIn() {
  client.setConfig({ baseUrl: address });
  const { data } = await signInByForm({ body: { username: 'admin', password }, throwOnError: true });
  must('access_token' in data, 'who asks for no cookie gets tokens');
  must(data.user.role === 'admin', 'the administrator signed in');
  client.setConfig({ auth: (scheme) => (scheme.scheme === 'bearer' ? data.access_token : undefined) });
}

async function readEveryPage(): Promise<LeadListed[]> {
  const leads: LeadListed[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await listLeads({ query: { per_page: 25, sort_by: 'id', sort_order: 'asc', cursor }, throwOnError: true });
    leads.push(...data.leads);
    cursor = data.pagination.next_cursor ?? undefined;
  } while (cursor);
  must(leads.length > 25, 'there is more than one page');
  must(new Set(leads.map((lead) => lead.id)).size === leads.length, 'each lead came once');
  return leads;
}

async function createMoveAndDelete() {
  const before = await listLeads({ query: { per_page: 1 }, throwOnError: true });
  const position = before.response.headers.get('X-Changes-Position') ?? undefined;
  const { data: stages } = await listStages({ throwOnError: true });
  must(stages.stages.length > 1, 'there are stages');
  const { data: lead, response } = await createLead({ body: { name: 'From a generated client', type: 'opportunity', expected_revenue: 1200 }, throwOnError: true });
  must(response.status === 201 && response.headers.get('Location') === `/api/crm/leads/${lead.id}`, 'the lead was created');
  const stage = stages.stages.find((candidate) => candidate.id !== lead.stage?.id)!;
  const { data: moved } = await moveOpportunity({ path: { id: lead.id }, body: { stage_id: stage.id }, throwOnError: true });
  must(moved.stage_id === stage.id, 'the opportunity was moved');

  const stale = await updateLead({ path: { id: lead.id }, headers: { 'If-Match': response.headers.get('ETag')! }, body: { name: 'Too late' } });
  must(stale.response.status === 412, 'what was moved since is not written over');
  const told = await listChanges({ query: { since: position, models: 'crm.lead' }, throwOnError: true });
  must(told.data.changes.some((change) => change.id === lead.id && change.kind === 'insert'), 'the feed tells of it');
  await followOne(told.data.position, lead.id);

  await deleteLead({ path: { id: lead.id }, throwOnError: true });
  const gone = await getLead({ path: { id: lead.id } });
  must(gone.response.status === 404 && problem(gone.error).detail.includes(String(lead.id)), 'a 404 is typed');
}

async function followOne(since: string, id: number) {
  const { stream } = await followChanges({ query: { since }, sseMaxRetryAttempts: 1 });
  const next = stream.next();
  await updateLead({ path: { id }, body: { expected_revenue: 1300 }, throwOnError: true });
  must(JSON.stringify((await next).value).includes(String(id)), 'the stream tells of it');
  await stream.return(undefined as never);
}

async function refusals() {
  const bad = await listLeads({ query: { per_page: 'many' as unknown as number } });
  must(bad.response.status === 400 && problem(bad.error).details?.['per_page'] !== undefined, 'a 400 names the parameter');
  const malformed = await setTaskStatus({ path: { id: 'no uuid' }, body: { status: 'open' } });
  must(malformed.response.status === 400, 'a malformed id is a 400');
  client.setConfig({ auth: () => undefined });
  const taken = await register({ body: { username: 'admin', email: 'admin@example.com', password: 'a mountain of paper cranes', full_name: 'Another one' } });
  must(taken.response.status === 409 && problem(taken.error).status === 409, 'a 409 is typed');
  const stranger = await listLeads();
  must(stranger.response.status === 401 && problem(stranger.error).title === 'Unauthorized', 'a 401 is typed');
}

async function asCsv() {
  const { data } = await listLeads({ query: { format: 'csv' }, throwOnError: true, parseAs: 'text' });
  const text: unknown = data;
  must(typeof text === 'string' && text.startsWith('id,name,'), 'a list can be had as CSV');
}

function problem(error: Problem | undefined): Problem {
  must(error !== undefined, 'there is a problem');
  return error;
}

async function run() {
  await signIn();
  const leads = await readEveryPage();
  await createMoveAndDelete();
  await asCsv();
  await refusals();
  console.log(`${leads.length} leads, all well`);
}

run().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
