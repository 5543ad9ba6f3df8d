using System.CommandLine;
using Causeway.Bench;
using Causeway.Bench.Backfill;
using Causeway.Bench.GraphQl;
using Causeway.Bench.Lists;
using Causeway.Bench.Pages;
using Causeway.Bench.Proof;
using Causeway.Bench.Search;
using Causeway.Bench.SignIn;
using Causeway.Bench.Tenants;
using Causeway.Bench.Upsert;
using Causeway.Bench.Webhooks;

var options = new BenchArguments();
var bench = new RootCommand("Causeway's figures, each next to a bare loop that does the least that could be done.");
Add("backfill", "A full read of the leads into the mirror, next to fetching them.", BackfillBench.RunAsync);
Add("list", "GET /api/crm/leads and the board over HTTP, next to their bare SQL.", ListBench.RunAsync);
Add("routes", "The routes that clients use most over HTTP, next to their bare SQL.", ListBench.RunRoutesAsync);
Add("search", "GET /api/search among 500,000 records, as people of three roles, next to ilike.", SearchBench.RunAsync);
Add("graphql", "Accounts with their opportunities with their activities: one GraphQL query, next to the REST routes and to SQL by hand.", GraphQlBench.RunAsync);
Add("upsert", "RecordUpsert, next to COPY and merge by hand.", UpsertBench.RunAsync);
Add("plans", "How PostgreSQL finds a page of leads, by every sort and filter.", PlanBench.RunAsync);
Add("proof", "The calls by which the alarm names what differs, next to listing everything.", ProofBench.RunAsync);
Add("connections", "Many idle connections of one server, every five minutes: what they cost, and how far the last one lags.", TenantsBench.RunAsync);
Add("webhook", "From a write in Odoo to the reader of the change stream, by webhook.", WebhookBench.RunAsync);
Add("pages", "The pages in Chromium over 100,000 leads: paints, a moved card and scrolling.", PagesBench.RunAsync);
Add("open-pages", "200 boards open at once, of one person and of 200 who each see something else: a change until it stands on all.", PagesBench.RunOpenAsync);
Add("sign-in", "How long a refused sign-in takes, by why it is refused: the time must not tell who has an account.", SignInBench.RunAsync);
Add("all", "All of them.", async (chosen, cancel) =>
{
    await BackfillBench.RunAsync(chosen, cancel);
    await ListBench.RunAsync(chosen, cancel);
    await UpsertBench.RunAsync(chosen, cancel);
    await WebhookBench.RunAsync(chosen, cancel);
});
bench.Subcommands.Add(HttpLoad.Command());
bench.Subcommands.Add(SqlLoad.Command());
return await bench.Parse(args).InvokeAsync();

void Add(string name, string description, Func<BenchOptions, CancellationToken, Task> run)
{
    var command = new Command(name, description);
    options.AddTo(command);
    command.SetAction((parsed, cancel) => run(options.Read(parsed), cancel));
    bench.Subcommands.Add(command);
}
