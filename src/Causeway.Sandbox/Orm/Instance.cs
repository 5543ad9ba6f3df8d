using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;

namespace Causeway.Sandbox.Orm;

/// <summary>One running Odoo, as all calls share it: the data, the rights, and the records that are set to fail.</summary>
internal sealed record Instance(Database Database, AccessRights Rights, AccountRules Rules, Poison Poison, ApiKeys Keys);
