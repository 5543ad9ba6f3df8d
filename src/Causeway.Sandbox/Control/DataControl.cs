using System.Globalization;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Models.Base;
using Causeway.Sandbox.Models.Contacts;
using Causeway.Sandbox.Models.Crm;
using Causeway.Sandbox.Orm;
using Causeway.Sandbox.Schema;
using Causeway.Sandbox.Wire;

namespace Causeway.Sandbox.Control;

/// <summary>Changes that no client makes: raw SQL, merges, mass recomputation, new fields; and the true rows.</summary>
internal sealed class DataControl(Instance instance)
{
    private const string MomentFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    /// <summary>All rows of a model, archived ones too, with what is stored: microseconds, bare ids, every language.</summary>
    public Reply Dump(string modelName) => instance.Database.Read(_ =>
    {
        var model = Model(modelName);
        var fields = model.Fields.Where(field => field.HasColumn).ToList();
        return Reply.Json(200, asciiOnly: false, writer => Write(writer, model, fields));
    });

    /// <summary>An UPDATE: no rule, no computation, no write_date but the one given.</summary>
    public void Update(ControlRequest request) => Run((env, model) =>
    {
        foreach (var row in Rows(env, model, request))
        {
            foreach (var (name, value) in request.Map("values"))
            {
                env.Edit(Creating.Current(row)).Set(model[name], Stored(model, model[name], value));
            }
        }
    }, request.Text("model"));

    /// <summary>A DELETE: the database empties what pointed there, or refuses, as its foreign keys say.</summary>
    public void Delete(ControlRequest request) => Run((env, model) => Unlinking.Remove(env, model, Rows(env, model, request)), request.Text("model"));

    public void Merge(ControlRequest request) => Run((env, _) => PartnerMerge.Run(env, request.Number("into"), request.Ids("ids")), "res.partner");

    /// <summary>
    /// Shifts the automated probability of leads, all or those given, in one transaction of OdooBot. Unstamped it is the
    /// nightly scoring, whose UPDATE moves no write_date.
    /// </summary>
    public void Recompute(ControlRequest request) => Run((env, model) =>
    {
        var shift = request.Amount("shift");
        var leads = request.Has("ids") ? Rows(env, model, request) : [.. env.Table(model).Rows];
        var unstamped = request["stamped"] is false;
        foreach (var lead in leads.Where(lead => lead.Flag("active") && lead.Number("probability") < 100))
        {
            var value = Math.Clamp(Math.Round(lead.Number("automated_probability") + shift, 2), 0, 99);
            if (unstamped)
            {
                Score(env, lead, value);
            }
            else
            {
                Forecast.Derive(env, env.Set(env.Set(lead, "automated_probability", value), "probability", value));
            }
        }
    }, "crm.lead");

    /// <summary>The nightly UPDATE leaves alone a probability that somebody has set, and what is computed from it.</summary>
    private static void Score(Env env, Row lead, double value)
    {
        var edited = env.Edit(lead);
        edited["probability"] = lead.Number("probability") == lead.Number("automated_probability") ? value : lead.Number("probability");
        edited["automated_probability"] = value;
    }

    public void AddField(ControlRequest request) => Run((env, model) =>
    {
        var field = new Field(request.Text("name"), Type(request.Text("type")), request["label"] as string ?? request.Text("name"))
        {
            IsManual = true,
            Relation = request["relation"] as string,
        };
        if (model.Has(field.Name))
        {
            throw new BadControl($"{model.Name} has a field '{field.Name}' already");
        }

        CustomFields.Add(env.Database, model.Name, field, request["default"] is { } value ? Stored(model, field, value) : null);
    }, request.Text("model"));

    public void RemoveField(ControlRequest request) => Run((env, model) => CustomFields.Remove(env.Database, model.Name, request.Text("name")), request.Text("model"));

    private static void Write(IWireWriter writer, IReadOnlyList<Field> fields, Row row)
    {
        writer.BeginStruct();
        writer.Member("id");
        writer.Integer(row.Id);
        foreach (var field in fields)
        {
            writer.Member(field.Name);
            writer.Write(Plain(row.Get(field)));
        }

        writer.EndStruct();
    }

    private void Write(IWireWriter writer, Model model, IReadOnlyList<Field> fields)
    {
        writer.BeginList();
        foreach (var row in instance.Database.Table(model.TableName).Rows)
        {
            Write(writer, fields, row);
        }

        writer.EndList();
    }

    private static object? Plain(object? value) => value switch
    {
        DateTime at => at.ToString(MomentFormat, CultureInfo.InvariantCulture),
        Translation text => text.All,
        CompanyValues values => values.All,
        _ => value,
    };

    private static object? Stored(Model model, Field field, object? value) => field.Type switch
    {
        FieldType.DateTime when value is string text && text.Contains('.') => DateTime.ParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        FieldType.Many2many => Python.Ids(value) is { Count: > 0 } ids ? ids.Order().ToArray() : null,
        _ => Conversion.ToStored(model, field, value),
    };

    private static FieldType Type(string name) =>
        Enum.GetValues<FieldType>().Where(type => FieldsGet.TypeName(type) == name).Cast<FieldType?>().FirstOrDefault() ?? throw new BadControl($"there is no field type '{name}'");

    private static IReadOnlyList<Row> Rows(Env env, Model model, ControlRequest request) => Writing.Existing(env, model, request.Ids("ids"));

    private void Run(Action<Env, Model> work, string model) => instance.Database.Write(transaction =>
    {
        work(new Env(instance, transaction, instance.Database.Table("res.users").Find(Env.OdooBot)!, Context.Empty, sudo: true), Model(model));
        return true;
    });

    private Model Model(string name) => instance.Database.Models.TryGet(name, out var model) ? model : throw new BadControl($"there is no model '{name}'");
}
