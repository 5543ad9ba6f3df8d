using System.Globalization;

namespace Causeway.Tests.Platform.Access.Matrix;

/// <summary>
/// Who may do what: the status that each caller gets of each operation, written by hand from the contract. What each
/// operation is asked with is in <see cref="MatrixRequests"/>, who the callers are in <see cref="MatrixWorld"/>.
/// </summary>
internal static class MatrixTable
{
    public static readonly string[] Callers =
    [
        // Nobody, who waits for approval, and who was disabled while signed in.
        "anonymous", "pending", "revoked",
        // Two members of two teams, one of another company, whom A's chief reports to, A's team leader, and two administrators.
        "A", "B", "London", "Morgan", "Anna", "admin", "admin key",
        // API tokens of A and of the administrator; A's third is for crm.lead:read.
        "A read", "A write", "A leads", "admin read", "admin write", "admin admin",
    ];

    private const string Table = """
                                    ano pen rev |   A   B Lon Mor Ann adm key | A:r A:w A:l | a:r a:w a:a
        GetHealth                   200 200 200 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        GetApiHealth                200 200 200 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        GetLiveness                 200 200 200 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        GetReadiness                200 200 200 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        SignInByOdoo                400 400 400 | 400 400 400 400 400 400 400 | 400 400 400 | 400 400 400
        SignInLocally               400 400 400 | 400 400 400 400 400 400 400 | 400 400 400 | 400 400 400
        SignInByForm                400 400 400 | 400 400 400 400 400 400 400 | 400 400 400 | 400 400 400
        GetMicrosoftConfig          200 200 200 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        SignInWithMicrosoft         400 400 400 | 400 400 400 400 400 400 400 | 400 400 400 | 400 400 400
        Register                    400 400 400 | 400 400 400 400 400 400 400 | 400 400 400 | 400 400 400
        Refresh                     401 200 401 | 200 200 200 200 200 200 401 | 401 401 401 | 401 401 401
        GetSession                  401 401 401 | 401 401 401 401 401 401 403 | 403 403 403 | 403 403 403
        EndSession                  401 204 401 | 204 204 204 204 204 204 403 | 403 403 403 | 403 403 403
        LogOut                      401 200 401 | 200 200 200 200 200 200 403 | 403 403 403 | 403 403 403
        GetMe                       401 200 401 | 200 200 200 200 200 200 403 | 200 200 403 | 200 200 200
        UpdateMe                    401 403 401 | 200 200 200 200 200 200 403 | 403 403 403 | 403 403 403
        ChangeMyPassword            401 403 401 | 409 409 409 409 409 400 403 | 403 403 403 | 403 403 403
        ListApiTokens               401 403 401 | 200 200 200 200 200 200 403 | 403 403 403 | 403 403 403
        CreateApiToken              401 403 401 | 201 201 201 201 201 201 403 | 403 403 403 | 403 403 403
        RevokeApiToken              401 403 401 | 404 404 404 404 404 404 403 | 403 403 403 | 403 403 403
        GetOdooCredentials          401 403 401 | 404 404 404 404 404 404 403 | 404 404 403 | 404 404 404
        SaveOdooCredentials         401 403 401 | 400 400 400 400 400 400 403 | 403 403 403 | 403 403 403
        TestOdooCredentials         401 403 401 | 400 400 400 400 400 400 403 | 403 403 403 | 403 403 403
        DeleteOdooCredentials       401 403 401 | 404 404 404 404 404 404 403 | 403 403 403 | 403 403 403
        ListAssignableUsers         401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        ListUsers                   401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        UpdateUser                  401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 403
        RelinkOdoo                  401 403 401 | 200 200 200 200 200 200 403 | 403 403 403 | 403 403 403
        ListOdooProposals           401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        ConfirmOdooProposal         401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 403
        RefuseOdooProposal          401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 403
        LinkOdooUser                401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 403
        UnlinkOdooUser              401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 403
        ListAudit                   401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        ListIntegrations            401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        ListConnections             401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        AddConnection               401 403 401 | 400 400 400 400 400 400 400 | 403 403 403 | 403 403 403
        GetConnection               401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        ChangeConnection            401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 403
        DeleteConnection            401 403 401 | 403 403 403 403 403 204 204 | 403 403 403 | 403 403 403
        MakeConnectionDefault       401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 403
        ConfigureOdoo               401 403 401 | 403 403 403 403 403 400 400 | 403 403 403 | 403 403 403
        TestOdoo                    401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        ConfigureMicrosoft          401 403 401 | 403 403 403 403 403 400 400 | 403 403 403 | 403 403 403
        TestMicrosoft               401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 404
        ListOdooFields              401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        SyncOdooUsers               401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        TriggerSync                 401 403 401 | 403 403 403 403 403 202 202 | 403 403 403 | 403 403 202
        GetSync                     401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        FollowSync                  401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        CancelSync                  401 403 401 | 403 403 403 403 403 409 409 | 403 403 403 | 403 403 409
        ListSyncRuns                401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        GetBackgroundSync           401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        GetSyncHealth               401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        StartBackgroundSync         401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        StopBackgroundSync          401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        TriggerBackgroundSync       401 403 401 | 403 403 403 403 403 202 202 | 403 403 403 | 403 403 202
        ListHolds                   401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        ConfirmHold                 401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 404
        RejectHold                  401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 404
        ListProofs                  401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        VerifyMirror                401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        GetOdooDatabase             401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        DecideOdooDatabase          401 403 401 | 403 403 403 403 403 400 400 | 403 403 403 | 403 403 403
        ListQuarantine              401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        RetryQuarantined            401 403 401 | 403 403 403 403 403 404 404 | 403 403 403 | 403 403 404
        ListChanges                 401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        FollowChanges               401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        ListMirroredModels          401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        ListRecords                 401 403 401 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        GetRecord                   401 403 401 | 200 404 404 200 200 200 200 | 200 200 200 | 200 200 200
        PurgeRecord                 401 403 401 | 403 403 403 403 403 409 409 | 403 403 403 | 403 403 409
        ReceiveWebhook              401 401 401 | 401 401 401 401 401 401 401 | 401 401 401 | 401 401 401
        ReceiveWebhookBySecretPath  401 401 401 | 401 401 401 401 401 401 401 | 401 401 401 | 401 401 401
        GetWebhookStatus            401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        InstallWebhooks             401 403 401 | 403 403 403 403 403 400 400 | 403 403 403 | 403 403 400
        RemoveWebhooks              401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        TestWebhooks                401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        RotateWebhookPath           401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 403
        RotateWebhookSecret         401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 403
        ListLeads                   401 403 401 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        CreateLead                  401 403 401 | 201 201 201 201 201 201 201 | 403 201 403 | 403 201 201
        GetLead                     401 403 401 | 200 404 404 200 200 200 200 | 200 200 200 | 200 200 200
        UpdateLead                  401 403 401 | 200 404 404 200 403 200 200 | 403 200 403 | 403 200 200
        DeleteLead                  401 403 401 | 403 403 403 403 403 204 204 | 403 403 403 | 403 403 204
        WinLead                     401 403 401 | 200 404 404 200 403 200 200 | 403 200 403 | 403 200 200
        LoseLead                    401 403 401 | 200 404 404 200 403 200 200 | 403 200 403 | 403 200 200
        RestoreLead                 401 403 401 | 200 404 404 200 403 200 200 | 403 200 403 | 403 200 200
        GetLeadHistory              401 403 401 | 200 404 404 200 200 200 200 | 200 200 200 | 200 200 200
        ListTags                    401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        ListStages                  401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        ListTeams                   401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        ListLostReasons             401 403 401 | 200 200 200 200 200 200 200 | 200 200 403 | 200 200 200
        ListOdooUsers               401 403 401 | 403 403 403 403 403 200 200 | 403 403 403 | 403 403 200
        ListOpportunities           401 403 401 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        GetKanban                   401 403 401 | 200 200 200 200 200 200 200 | 200 200 200 | 200 200 200
        GetOpportunity              401 403 401 | 200 404 404 200 200 200 200 | 200 200 200 | 200 200 200
        MoveOpportunity             401 403 401 | 200 404 404 200 403 200 200 | 403 200 403 | 403 200 200
        """;

    /// <summary>By operation, in the order of <see cref="Callers"/>.</summary>
    public static IReadOnlyDictionary<string, int[]> Statuses { get; } = Table.Split('\n').Skip(1).Select(Words).ToDictionary(
        words => words[0],
        words => words.Skip(1).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray());

    private static string[] Words(string line) => line.Replace('|', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
