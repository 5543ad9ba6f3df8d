namespace Causeway.Tests.Fuzz;

/// <summary>The server's memory at one moment, in bytes.</summary>
/// <param name="Kept">What its objects take after a full collection: what the program holds on to.</param>
/// <param name="Resident">What the process has of the machine: the collector's and the allocators' choice too.</param>
internal readonly record struct FuzzMemory(long Kept, long Resident);
