using System.CommandLine;
using Causeway.Features.Demo;
using Causeway.Features.Doctor;
using Causeway.Features.Keys;
using Causeway.Features.Migrate;
using Causeway.Features.Serve;
using Causeway.Features.SqlAccess;
using Causeway.Features.Sync;
using Causeway.Features.Verify;
using Causeway.Platform;
using Causeway.Platform.Settings;

var causeway = new RootCommand("Causeway: an exact, live copy of what matters in Odoo, kept in PostgreSQL.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    MigrateCommand.Create(),
    SyncCommand.Create(),
    ConfigCommand.Create(),
    VerifyCommand.Create(),
    DoctorCommand.Create(),
    SqlReaderCommand.Create(),
    RotateMasterKeyCommand.Create(),
    RotateSigningKeyCommand.Create(),
};
return await CommandLine.RunAsync(causeway, args);
