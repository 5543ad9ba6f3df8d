namespace Causeway.Mirror.Proof;

internal static class ProofRegistration
{
    public static void AddProof(this IServiceCollection services)
    {
        services.AddSingleton<Holds>();
        services.AddSingleton<Referrers>();
        services.AddSingleton<Removals>();
        services.AddSingleton<Proofs>();
        services.AddSingleton<ModelStandings>();
        services.AddSingleton<Verification>();
        services.AddSingleton<DatabaseIdentity>();
        services.AddSingleton<MirrorReset>();
    }
}
