using Causeway.Sandbox.Access;
using Causeway.Sandbox.Data;

namespace Causeway.Sandbox.Orm;

/// <summary>What all calls share: the data, the rights, and the records that are set to fail.</summary>
internal sealed record Office(Database Database, AccessRights Rights, Poison Poison, ApiKeys Keys);
