namespace Causeway.Features.Accounts;

internal static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services.AddSingleton<AccountQueries>();
}
