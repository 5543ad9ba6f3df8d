using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Mail;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Models.Crm;

internal sealed class LeadBehaviour : Behaviour
{
    public override IReadOnlyList<Method> Methods { get; } = [.. LeadMethods.All, .. Threads.Methods];

    /// <summary>"Own documents" users see their own leads and those of nobody.</summary>
    public override bool Shows(Env env, Row row) =>
        env.Groups.Contains(Group.AllDocuments) || row.Reference("user_id") is not { } user || user == env.Uid;

    public override void BeforeCreate(Env env, Values values)
    {
        if (Python.Id(values.GetValueOrDefault("user_id")) is { } user && env.Find("res.users", user) is not null && !values.ContainsKey("team_id"))
        {
            values["team_id"] = TeamModel.DefaultFor(env, user)?.Id;
        }

        if (Python.IsEmpty(values.GetValueOrDefault("stage_id")))
        {
            values["stage_id"] = FirstStage(env)?.Id;
        }
    }

    public override Row AfterCreate(Env env, Row row, Values values)
    {
        row = LeadCustomer.Take(env, row, values);
        row = LeadCustomer.Give(env, row, values);
        row = Company(env, row);
        row = env.Set(row, "date_last_stage_update", env.Now);
        row = row.Reference("user_id") is null || row["date_open"] is not null ? row : env.Set(row, "date_open", env.Now);
        row = values.ContainsKey("probability") ? Forecast.Derive(env, env.Set(row, "automated_probability", Forecast.Automated(env, row))) : Forecast.Refresh(env, row, force: true);
        row = Closed(env, row);
        Threads.Log(env, row, "Lead/Opportunity created");
        return LeadCustomer.Normalise(env, row);
    }

    public override void BeforeWrite(Env env, IReadOnlyList<Row> rows, Values values)
    {
        MoveStage(env, rows, values);
        Assign(env, rows, values);
        if (values.GetValueOrDefault("partner_id") is long partner && env.Version >= 16 && env.Find("res.partner", Python.Id(partner)) is null)
        {
            throw OdooError.Missing("res.partner", [Python.Id(partner)!.Value], env.Uid);
        }
    }

    public override void AfterWrite(Env env, Row before, Row row, Values values)
    {
        if (values.ContainsKey("partner_id") && row.Reference("partner_id") != before.Reference("partner_id"))
        {
            row = LeadCustomer.Take(env, row, values);
        }

        row = LeadCustomer.Give(env, row, values);
        row = Company(env, row);
        row = row.Reference("stage_id") != before.Reference("stage_id") && !values.ContainsKey("probability")
            ? Forecast.Refresh(env, row, before.Number("probability") == before.Number("automated_probability"))
            : Forecast.Derive(env, row);
        Days(env, LeadCustomer.Normalise(env, row));
        CheckWon(env, row, values);
    }

    /// <summary>From 19 on what is won cannot be made less likely where it stands.</summary>
    private static void CheckWon(Env env, Row row, Values values)
    {
        if (env.Version >= 19 && (values.ContainsKey("probability") || values.ContainsKey("stage_id"))
            && env.Follow(row, "stage_id")?.Flag("is_won") == true && row.Number("probability") < 100)
        {
            throw OdooError.Validation("A lead in a Won stage cannot be lost. Move it to another stage first.");
        }
    }

    /// <summary>A new stage dates itself; a won one brings its probability, and from 19 on life to an archived lead.</summary>
    private static void MoveStage(Env env, IReadOnlyList<Row> rows, Values values)
    {
        var stage = values.TryGetValue("stage_id", out var given) ? env.Find("crm.stage", Python.Id(given)) : null;
        var moved = values.ContainsKey("stage_id") && rows.Any(row => row.Reference("stage_id") != stage?.Id);
        var won = moved && stage?.Flag("is_won") == true;
        if (moved)
        {
            values["date_last_stage_update"] = env.Now;
        }

        if (won)
        {
            values["probability"] = 100.0;
            values["automated_probability"] = 100.0;
            if (env.Version >= 19)
            {
                values["active"] = true;
            }
        }

        Close(env, rows, values, moved, won);
    }

    private static void Close(Env env, IReadOnlyList<Row> rows, Values values, bool moved, bool won)
    {
        var probability = values.TryGetValue("probability", out var given) ? Convert.ToDouble(given is false ? 0 : given, null) : (double?)null;
        if (probability >= 100 || (values.TryGetValue("active", out var active) && !Python.IsTrue(active)))
        {
            if (!won || !rows.All(row => env.Follow(row, "stage_id")?.Flag("is_won") == true))
            {
                values["date_closed"] = env.Now;
            }
        }
        else if (probability > 0 || (moved && !won && probability is null))
        {
            values["date_closed"] = false;
        }
    }

    private static void Assign(Env env, IReadOnlyList<Row> rows, Values values)
    {
        if (!values.TryGetValue("user_id", out var given))
        {
            return;
        }

        var user = Python.Id(given);
        if (user is null)
        {
            values["date_open"] = false;
        }
        else if (rows.Any(row => row.Reference("user_id") != user))
        {
            values["date_open"] = env.Now;
        }

        if (user is not null && !values.ContainsKey("team_id") && TeamModel.DefaultFor(env, user) is { } team && rows.All(row => !InTeam(env, row, user.Value)))
        {
            values["team_id"] = team.Id;
        }
    }

    private static bool InTeam(Env env, Row lead, int user) =>
        env.Follow(lead, "team_id") is { } team && (team.Reference("user_id") == user || TeamModel.Members(env, team).Contains(user));

    private static Row? FirstStage(Env env) =>
        Ordering.Sort(env, env.Model("crm.stage"), env.Table("crm.stage").Rows.Where(stage => !stage.Flag("fold")), null).FirstOrDefault();

    private static Row Company(Env env, Row row)
    {
        if (row["company_id"] is not null)
        {
            return row;
        }

        var company = env.Follow(row, "team_id")?.Reference("company_id")
            ?? (env.Follow(row, "user_id") is { } user ? user.Links("company_ids").Contains(env.Company) ? env.Company : user.Reference("company_id")
            : env.Follow(row, "partner_id")?.Reference("company_id"));
        return env.Set(row, "company_id", company);
    }

    private static Row Closed(Env env, Row row) =>
        row.Number("probability") >= 100 || !row.Flag("active") ? Days(env, env.Set(row, "date_closed", env.Now)) : Days(env, row);

    private static Row Days(Env env, Row row)
    {
        var created = row.Moment("create_date")!.Value;
        row = env.Set(row, "day_open", row.Moment("date_open") is { } open ? Math.Abs(Math.Floor((open - created).TotalDays)) : 0.0);
        return env.Set(row, "day_close", row.Moment("date_closed") is { } closed ? Math.Abs(Math.Floor((closed - created).TotalDays)) : 0.0);
    }
}
