using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;
using Causeway.Sandbox.Schema;

namespace Causeway.Sandbox.Orm;

/// <summary>Who is asking, within which transaction, and how they want to be answered.</summary>
internal sealed class Env
{
    public const int OdooBot = 1;

    private readonly Instance instance;
    private HashSet<Group>? groups;

    public Env(Instance instance, Transaction transaction, Row user, Context context, bool sudo = false)
    {
        this.instance = instance;
        Transaction = transaction;
        User = user;
        Context = context;
        IsSuperuser = sudo || user.Id == OdooBot;
    }

    public Database Database => instance.Database;

    public AccessRights Rights => instance.Rights;

    public AccountRules Rules => instance.Rules;

    public Poison Poison => instance.Poison;

    public Transaction Transaction { get; }

    public Row User { get; }

    public Context Context { get; }

    public bool IsSuperuser { get; }

    public int Uid => User.Id;

    public int Version => Database.Version;

    public DateTime Now => Transaction.Start;

    public DateOnly Today => DateOnly.FromDateTime(Now);

    public HashSet<Group> Groups => groups ??= Group.ClosureOf(User.Links(Version >= 19 ? "group_ids" : "groups_id"));

    public string Lang => Context.Lang ?? Translation.Source;

    /// <summary>The companies whose records the call may see; the first is the one that new records get.</summary>
    public IReadOnlyList<int> Companies => Context.AllowedCompanies is { Count: > 0 } allowed ? allowed : User.Links("company_ids");

    public int Company => Context.AllowedCompanies is { Count: > 0 } allowed ? allowed[0] : User.Reference("company_id") ?? 1;

    public Model Model(string name) => Database.Models[name];

    public Table Table(string model) => Database.Table(Model(model).TableName);

    public Table Table(Model model) => Database.Table(model.TableName);

    public Row? Find(string model, int? id) => Table(model).Find(id);

    public Row? Follow(Row row, string field) => row.Model[field] is { Relation: { } relation } && row.Reference(field) is { } id ? Find(relation, id) : null;

    public Env Sudo() => IsSuperuser ? this : new Env(instance, Transaction, User, Context, sudo: true);

    public Env As(int user) => new(instance, Transaction, Find("res.users", user)!, Context, sudo: true);

    public Env With(Context context) => new(instance, Transaction, User, context, IsSuperuser);

    public ApiKeys Keys => instance.Keys;

    public string DisplayName(Row row) => row.Model.Behaviour.DisplayName(this, row);

    /// <summary>A field's value as the caller sees it: in their language, for their company, computed where it is not stored.</summary>
    public object? Value(Row row, Field field)
    {
        if (field.Compute is { } compute)
        {
            return compute(this, row);
        }

        if (field.Related is { } related)
        {
            return Follow(row, related.Through) is { } target ? Value(target, target.Model[related.Target]) : null;
        }

        return row.Get(field) switch
        {
            Translation text => text.In(Lang),
            CompanyValues values => values.For(Company),
            var value => value,
        };
    }

    /// <summary>Sets a stored value as a consequence of the call, which counts as a write of the row.</summary>
    public Row Set(Row row, string field, object? value)
    {
        if (Equals(row[field], value))
        {
            return row;
        }

        var edited = Touch(row);
        edited[field] = value;
        return edited;
    }

    /// <summary>The transaction's copy of the row, stamped as written by the caller now.</summary>
    public Row Touch(Row row)
    {
        var edited = Transaction.Edit(row);
        edited["write_date"] = Now;
        edited["write_uid"] = Boxes.Of(Uid);
        return edited;
    }

    /// <summary>The transaction's copy of the row with its write_date left as it is.</summary>
    public Row Edit(Row row) => Transaction.Edit(row);

    public int Create(string model, Values values) => Creating.Run(this, Model(model), values).Id;

    public void Write(Row row, Values values) => Writing.Run(this, row.Model, [row.Id], values);
}
