namespace Causeway.Tests.Fuzz;

/// <summary>What there is to be asked about, so that a request may also mean something.</summary>
/// <param name="Connection">The connection to the sandbox, which stays as it is.</param>
/// <param name="Spare">Another, to a second sandbox, which may be changed.</param>
/// <param name="Ids">Ids of records of every kind.</param>
/// <param name="Uuids">Ids of tasks, users and runs.</param>
internal sealed record FuzzWorld(int Connection, int Spare, IReadOnlyList<long> Ids, IReadOnlyList<string> Uuids)
{
    public long Id(Random random) => random.Pick(Ids);

    public string Uuid(Random random) => random.Next(4) == 0 ? random.Pick(["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "not-a-uuid", ""]) : random.Pick(Uuids);
}
