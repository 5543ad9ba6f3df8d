using Causeway.Platform.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Platform.Database;

public sealed class ConnectionStringsTests
{
    [Theory]
    [InlineData("postgres://db.example.com", "Host=db.example.com")]
    [InlineData("postgresql://me@db:6432/crm", "Host=db;Port=6432;Username=me;Database=crm")]
    [InlineData("postgres://me:p%40ss%2Fword@db/crm", "Host=db;Username=me;Password=p@ss/word;Database=crm")]
    [InlineData("postgres://me:p@ss@db/crm", "Host=db;Username=me;Password=p@ss;Database=crm")]
    [InlineData("postgres://db/crm?sslmode=verify-full&application_name=my%20app", "Host=db;Database=crm;SSL Mode=VerifyFull;Application Name=my app")]
    [InlineData("postgres://one:5432,two:5433/crm?target_session_attrs=read-write", "Host=one:5432,two:5433;Database=crm;Target Session Attributes=read-write")]
    [InlineData("postgres://[::1]:5433/crm", "Host=::1;Port=5433;Database=crm")]
    [InlineData("postgres:///crm?host=/var/run/postgresql", "Host=/var/run/postgresql;Database=crm")]
    [InlineData("Host=db;Username=me;Password=x", "Host=db;Username=me;Password=x")]
    public void Both_forms_of_a_database_url_are_read(string text, string expected)
    {
        ConnectionStrings.Parse(text).EquivalentTo(new NpgsqlConnectionStringBuilder(expected)).ShouldBeTrue(ConnectionStrings.Parse(text).ConnectionString);
    }

    [Theory]
    [InlineData("")]
    [InlineData("postgres://")]
    [InlineData("postgres://db:many/crm")]
    [InlineData("postgres://db:99999999999/crm")]
    [InlineData("postgres://db/crm?colour=blue")]
    [InlineData("postgres://db/crm?sslmode=perhaps")]
    [InlineData("mysql://db/crm")]
    [InlineData("Host=db;Colour=blue")]
    [InlineData("Username=me")]
    public void What_is_neither_is_refused(string text)
    {
        Should.Throw<FormatException>(() => ConnectionStrings.Parse(text));
    }

    [Fact]
    public void Our_defaults_leave_alone_what_the_operator_said()
    {
        var given = ConnectionStrings.Parse("Host=db;Maximum Pool Size=7;Max Auto Prepare=0");

        var inForce = new NpgsqlConnectionStringBuilder(ConnectionStrings.WithDefaults(given));

        inForce.MaxPoolSize.ShouldBe(7);
        inForce.MaxAutoPrepare.ShouldBe(0);
        inForce.ApplicationName.ShouldBe("causeway");
        inForce.Timezone.ShouldBe("UTC");
    }
}
