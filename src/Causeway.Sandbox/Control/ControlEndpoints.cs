using System.Text.Json;
using Causeway.Sandbox.Automation;
using Causeway.Sandbox.Faults;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Control;

/// <summary>/sandbox/...: what a test does behind its clients' backs. The README lists the routes.</summary>
internal sealed class ControlEndpoints(Instance instance, Dispatcher dispatcher, FaultPlan plan, CallCounts counts, Postman postman)
{
    private readonly DataControl data = new(instance);
    private readonly HistoryControl history = new(instance, dispatcher);
    private readonly AccountControl accounts = new(instance);

    public async Task<Reply> HandleAsync(HttpContext http, string[] path, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ControlRequest(await Bodies.ReadAsync(http, cancellationToken));
            return Answer(http.Request.Method, path, request);
        }
        catch (Exception error) when (error is BadControl or OdooError or KeyNotFoundException)
        {
            return Reply.Text(400, Reply.JsonType, JsonSerializer.Serialize(new { error = error.Message }, ControlRequest.Json));
        }
    }

    private Reply Answer(string method, string[] path, ControlRequest request) => (method, path) switch
    {
        ("GET", ["faults"]) => Json(plan.All()),
        ("POST", ["faults"]) => Json(plan.Add(request.As<Fault>())),
        ("DELETE", ["faults"]) => Done(plan.Clear),
        ("DELETE", ["faults", var id]) => Found(plan.Remove(Number(id))),
        ("GET", ["calls"]) => Json(counts.All()),
        ("DELETE", ["calls"]) => Done(counts.Reset),
        ("POST", ["poison"]) => Done(() => AddPoison(request)),
        ("DELETE", ["poison"]) when request.Has("id") => Found(instance.Poison.Remove(request.Text("model"), request.Number("id"))),
        ("DELETE", ["poison"]) => Done(instance.Poison.Clear),
        ("GET", ["dump", var model]) => data.Dump(model),
        ("POST", ["sql"]) => Done(() => data.Update(request)),
        ("DELETE", ["sql"]) => Done(() => data.Delete(request)),
        ("POST", ["merge"]) => Done(() => data.Merge(request)),
        ("POST", ["recompute"]) => Done(() => data.Recompute(request)),
        ("POST", ["fields"]) => Done(() => data.AddField(request)),
        ("DELETE", ["fields"]) => Done(() => data.RemoveField(request)),
        ("POST", ["transactions"]) => Json(history.Open(request)),
        ("POST", ["transactions", var id, "commit"]) => Found(postman.Commit(instance.Database, Number(id))),
        ("POST", ["transactions", var id, "rollback"]) => Found(postman.Abort(instance.Database, Number(id))),
        ("GET", ["webhooks"]) => Json(postman.Tally()),
        ("POST", ["webhooks"]) => Done(() => postman.Mail = request.As<Mail>()),
        ("DELETE", ["webhooks"]) => Done(() => postman.Mail = new Mail()),
        ("POST", ["snapshots"]) => Json(history.Keep()),
        ("POST", ["snapshots", var id, "restore"]) => Found(history.Restore(Number(id))),
        ("GET", ["clock"]) => Json(history.Now()),
        ("POST", ["clock"]) => Json(history.Step(request)),
        ("POST", ["keys"]) => Json(accounts.AddKey(request)),
        ("DELETE", ["keys"]) => Found(instance.Keys.Revoke(request.Text("api_key"))),
        ("POST", ["keys", "expire"]) => Found(instance.Keys.Expire(request.Text("api_key"), instance.Database.Clock.Now)),
        ("POST", ["passwords"]) => Done(() => accounts.SetPassword(request)),
        ("POST", ["access"]) => Done(() => accounts.Revoke(request)),
        ("DELETE", ["access"]) => Done(instance.Rights.Grant),
        ("POST", ["rules"]) => Done(() => accounts.SetRule(request)),
        ("DELETE", ["rules"]) => Done(instance.Rules.Clear),
        _ => WebEndpoints.NotFound(),
    };

    private void AddPoison(ControlRequest request)
    {
        var message = request["message"] as string ?? "could not read the record";
        var error = request["access"] is true ? OdooError.Access(message) : OdooError.Value(message);
        instance.Poison.Add(request.Text("model"), request.Has("id") ? request.Number("id") : null, request["field"] as string, error);
    }

    private static int Number(string text) => int.TryParse(text, out var number) ? number : throw new BadControl($"'{text}' is no number");

    private static Reply Json<T>(T value) => new(200, Reply.JsonType, JsonSerializer.SerializeToUtf8Bytes(value, ControlRequest.Json));

    private static Reply Done(Action work)
    {
        work();
        return Reply.Text(200, Reply.JsonType, "{\"ok\": true}");
    }

    private static Reply Found(bool found) => found ? Done(() => { }) : Reply.Text(404, Reply.JsonType, "{\"error\": \"there is none\"}");
}
