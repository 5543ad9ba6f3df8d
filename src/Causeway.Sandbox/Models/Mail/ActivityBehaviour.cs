using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Mail;

internal sealed class ActivityBehaviour : Behaviour
{
    public override IReadOnlyList<Method> Methods { get; } =
    [
        new("action_done", "", MethodKind.OnRecords, Effect.Writes, call => Done(call, null)),
        new("action_feedback", "feedback? attachment_ids?", MethodKind.OnRecords, Effect.Writes, call => Done(call, call["feedback"] as string)),
    ];

    /// <summary>One's own, and those of documents that one may see.</summary>
    public override bool Shows(Env env, Row row) => row.Reference("user_id") == env.Uid || ShowsDocument(env, row, "res_model");

    public static bool ShowsDocument(Env env, Row row, string modelField) =>
        row.Text(modelField) is { } name && env.Database.Models.TryGet(name, out var model)
        && env.Rights.Allows(env, model, Right.Read)
        && row.Reference("res_id") is { } id && env.Find(name, id) is { } document && RecordRules.Shows(env, document);

    public override string DisplayName(Env env, Row row) =>
        row.Text("summary") ?? (env.Follow(row, "activity_type_id") is { } type ? env.DisplayName(type) : $"{row.Model.Name},{row.Id}");

    public override void BeforeCreate(Env env, Values values)
    {
        if (env.Find("ir.model", Python.Id(values.GetValueOrDefault("res_model_id"))) is { } model)
        {
            values["res_model"] = model.Text("model");
        }
        else if (env.Version >= 19 && !Python.IsEmpty(values.GetValueOrDefault("res_id")))
        {
            throw OdooError.Validation("The operation cannot be completed: Activities have to be linked to records with a not null res_id.");
        }

        if (values.GetValueOrDefault("res_model") is string target && env.Find(target, Python.Id(values.GetValueOrDefault("res_id"))) is { } document)
        {
            values["res_name"] = env.Sudo().DisplayName(document);
        }
    }

    /// <summary>A done activity leaves a message on its record; it is removed, or from 19 on kept archived.</summary>
    private static object? Done(Call call, string? feedback)
    {
        var env = call.Env;
        List<int> messages = [];
        foreach (var activity in Writing.Existing(env, call.Model, call.Ids))
        {
            if (env.Find(activity.Text("res_model")!, activity.Reference("res_id")) is { } document)
            {
                messages.Add(Threads.Log(env, document, $"{env.DisplayName(activity)} done {feedback}".TrimEnd()));
            }

            Finish(env, activity, feedback);
        }

        return messages.Count > 0 ? messages[0] : false;
    }

    private static void Finish(Env env, Row activity, string? feedback)
    {
        if (env.Version < 19)
        {
            Unlinking.Run(env.Sudo(), activity.Model, [activity.Id]);
            return;
        }

        var done = env.Touch(activity);
        done["active"] = false;
        done["date_done"] = env.Today;
        done["feedback"] = feedback;
    }
}
