using System.Text.Json;
using Causeway.Odoo;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Odoo.Samples;

/// <summary>Odoo's errors as the three transports carry them, written by hand after what real servers send.</summary>
public sealed class FaultSamplesTests
{
    [Theory]
    [InlineData("odoo.exceptions.AccessDenied", "Access Denied", OdooErrorKind.BadCredentials)]
    [InlineData("odoo.http.SessionExpiredException", "Session expired", OdooErrorKind.BadCredentials)]
    [InlineData("odoo.exceptions.AccessError", "You are not allowed to modify 'CRM Stages' (crm.stage) records.", OdooErrorKind.NoAccess)]
    [InlineData("odoo.exceptions.MissingError", "Record does not exist or has been deleted.\n(Record: crm.lead(9,), User: 2)", OdooErrorKind.MissingRecord)]
    [InlineData("odoo.exceptions.UserError", "You cannot delete a posted entry.", OdooErrorKind.Refused)]
    [InlineData("odoo.exceptions.ValidationError", "The operation cannot be completed: Tag name already exists!", OdooErrorKind.Refused)]
    [InlineData("odoo.exceptions.UserError", "Object x.y doesn't exist", OdooErrorKind.UnknownModel)]
    [InlineData("builtins.KeyError", "x.y", OdooErrorKind.UnknownModel)]
    [InlineData("builtins.ValueError", "Invalid field 'f' on model 'crm.lead'", OdooErrorKind.UnknownField)]
    [InlineData("builtins.ValueError", "Invalid field crm.lead.f in leaf ('f', '=', 1)", OdooErrorKind.UnknownField)]
    [InlineData("builtins.ValueError", "time data 'x' does not match format '%Y-%m-%d'", OdooErrorKind.Refused)]
    [InlineData("builtins.TypeError", "Lead.search() got an unexpected keyword argument 'nope'", OdooErrorKind.BadCall)]
    [InlineData("builtins.TypeError", "unsupported operand type(s) for +: 'int' and 'str'", OdooErrorKind.Refused)]
    [InlineData("builtins.AttributeError", "The method 'crm.lead.nope' does not exist", OdooErrorKind.BadCall)]
    [InlineData("builtins.AttributeError", "'NoneType' object has no attribute 'id'", OdooErrorKind.Refused)]
    [InlineData("psycopg2.OperationalError", "FATAL:  database \"nope\" does not exist\n", OdooErrorKind.NoDatabase)]
    [InlineData("psycopg2.OperationalError", "connection to server failed: FATAL:  sorry, too many clients already\n", OdooErrorKind.Unreachable)]
    [InlineData("psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update\n", OdooErrorKind.ConcurrentUpdate)]
    [InlineData("psycopg2.errors.NumericValueOutOfRange", "integer out of range\n", OdooErrorKind.Refused)]
    [InlineData("odoo.addons.shop.Trouble", "", OdooErrorKind.Refused)]
    public async Task An_exception_means_the_same_by_JSON_RPC_by_a_traceback_and_by_JSON_2(string name, string message, OdooErrorKind kind)
    {
        var json = JsonSerializer.Serialize(new { name, message, arguments = new[] { message }, context = new { }, debug = "Traceback (most recent call last):\n  File \"secret/path.py\"\n" });
        var byJsonRpc = await FaultAsync(OdooTransport.JsonRpc, Reply.Json($$$"""{"jsonrpc": "2.0", "id": 1, "error": {"code": 0, "message": "Odoo Server Error", "data": {{{json}}}}}"""));
        var byJson2 = await FaultAsync(OdooTransport.Json2, Reply.Json(json, 500));
        var byXmlRpc = await FaultAsync(OdooTransport.XmlRpc, XmlFault("<int>1</int>", Traceback(name, message)));
        foreach (var error in new[] { byJsonRpc, byJson2, byXmlRpc })
        {
            error.Kind.ShouldBe(kind);
            error.OdooExceptionName.ShouldBe(name);
            error.IsTransient.ShouldBe(kind is OdooErrorKind.Unreachable or OdooErrorKind.ConcurrentUpdate);
            error.Message.ShouldNotContain("Traceback");
            error.Message.ShouldNotContain("\n");
            error.OdooText.ShouldBe(message.Trim());
            (error.Model, error.Method).ShouldBe(("crm.lead", "search_count"));
        }
    }

    [Theory]
    [InlineData("<int>3</int>", "Access Denied", OdooErrorKind.BadCredentials)]
    [InlineData("<int>4</int>", "You are not allowed to delete 'Lead' (crm.lead) records.", OdooErrorKind.NoAccess)]
    [InlineData("<int>2</int>", "Record does not exist or has been deleted.\n(Record: crm.lead(9, 10), User: 2)", OdooErrorKind.MissingRecord)]
    [InlineData("<int>2</int>", "L'enregistrement n'existe pas ou a \u00e9t\u00e9 supprim\u00e9.\n(Enregistrement: crm.lead(9,), Utilisateur: 2)", OdooErrorKind.MissingRecord)]
    [InlineData("<int>2</int>", "Object x.y doesn't exist", OdooErrorKind.UnknownModel)]
    [InlineData("<int>2</int>", "Contacts require a name", OdooErrorKind.Refused)]
    [InlineData("<string>AccessDenied</string>", "Access Denied", OdooErrorKind.BadCredentials)]
    [InlineData("<string>warning -- UserError\n\nObject x.y doesn't exist</string>", "", OdooErrorKind.UnknownModel)]
    [InlineData("<int>1</int>", "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nxml.parsers.expat.ExpatError: syntax error: line 1, column 0\n", OdooErrorKind.BadCall)]
    [InlineData("<int>1</int>", "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\npsycopg2.errors.NumericValueOutOfRange: out of range\nLINE 1: select 1\n               ^\n", OdooErrorKind.Refused)]
    [InlineData("<int>1</int>", "nothing but words", OdooErrorKind.Refused)]
    public async Task A_fault_of_XML_RPC_is_told_apart_by_its_code_and_text(string code, string text, OdooErrorKind kind)
    {
        var error = await FaultAsync(OdooTransport.XmlRpc, XmlFault(code, text));
        error.Kind.ShouldBe(kind);
        error.Message.ShouldNotContain("Traceback");
    }

    [Theory]
    [InlineData("Uh-oh! Looks like you have stumbled upon some top-secret records.\n\nSorry, Sam (id=7) doesn't have 'read' access to:\n- Lead (crm.lead)\n", "Sorry, Sam (id=7) doesn't have 'read' access to: Lead (crm.lead)")]
    [InlineData("The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n- Delete: it is needed.\n", "The operation cannot be completed: Create/update: a mandatory field is not set.")]
    [InlineData("\n\nOne line\nand another", "One line")]
    [InlineData("", "Odoo answered with odoo.exceptions.UserError and no message.")]
    public async Task The_message_is_the_first_line_that_says_something(string text, string message)
    {
        var error = await FaultAsync(OdooTransport.Json2, Reply.Json(JsonSerializer.Serialize(new { name = "odoo.exceptions.UserError", message = text }), 422));
        error.OdooMessage.ShouldBe(message);
        error.OdooText.ShouldBe(text.Trim());
    }

    [Theory]
    [InlineData("werkzeug.exceptions.NotFound", "the model 'x.y' does not exist", 404, OdooErrorKind.UnknownModel)]
    [InlineData("werkzeug.exceptions.NotFound", "The method 'crm.lead.nope' does not exist", 404, OdooErrorKind.BadCall)]
    [InlineData("werkzeug.exceptions.Unauthorized", "Invalid apikey", 401, OdooErrorKind.BadCredentials)]
    [InlineData("werkzeug.exceptions.UnprocessableEntity", "missing a required argument: 'domain'", 422, OdooErrorKind.BadCall)]
    [InlineData("werkzeug.exceptions.BadRequest", "could not parse the body as json: x", 400, OdooErrorKind.BadCall)]
    [InlineData("werkzeug.exceptions.Forbidden", "no", 403, OdooErrorKind.NoAccess)]
    public async Task An_error_of_JSON_2_is_told_apart_by_its_name(string name, string message, int status, OdooErrorKind kind) =>
        (await FaultAsync(OdooTransport.Json2, Reply.Json(JsonSerializer.Serialize(new { name, message }), status))).Kind.ShouldBe(kind);

    [Fact]
    public async Task A_method_that_returns_nothing_gives_null_over_every_transport()
    {
        var nothing = new Dictionary<OdooTransport, Reply>
        {
            [OdooTransport.JsonRpc] = Reply.Json("""{"jsonrpc": "2.0", "id": 1}"""),
            [OdooTransport.Json2] = Reply.Json("null"),
            // The method is done and committed: only the answer failed.
            [OdooTransport.XmlRpc] = XmlFault("<int>1</int>", Traceback("TypeError", "cannot marshal None unless allow_none is enabled")),
        };
        foreach (var (transport, reply) in nothing)
        {
            await using var odoo = new ScriptedOdoo(transport, _ => reply);
            (await odoo.Client.CallAsync(new OdooCall("crm.lead", "action_archive") { Ids = [1] }, TestContext.Current.CancellationToken)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_message_that_repeats_the_secret_is_withheld()
    {
        var error = await FaultAsync(OdooTransport.JsonRpc, Reply.Json(
            $$$$"""{"jsonrpc": "2.0", "id": 1, "error": {"code": 0, "message": "x", "data": {"name": "builtins.TypeError", "message": "execute_kw() got {{{{ScriptedOdoo.Secret}}}}"}}}"""));
        error.ToString().ShouldNotContain(ScriptedOdoo.Secret);
        error.Kind.ShouldBe(OdooErrorKind.Refused);
        error.OdooExceptionName.ShouldBe("builtins.TypeError");
    }

    private static async Task<OdooException> FaultAsync(OdooTransport transport, Reply reply)
    {
        await using var odoo = new ScriptedOdoo(transport, _ => reply);
        return await Should.ThrowAsync<OdooException>(() => odoo.Client.SearchCountAsync("crm.lead", OdooDomain.All, null, TestContext.Current.CancellationToken));
    }

    // With source lines and markers, as Python 3.11 prints them.
    private static string Traceback(string name, string message) =>
        $"Traceback (most recent call last):\n  File \"/srv/odoo/http.py\", line 1, in a\n    return b()\n           ^^^\n  File \"/srv/odoo/models.py\", line 2, in b\n    raise c\n{name}: {message}\n";

    private static Reply XmlFault(string code, string text) => Reply.Xml(
        $"<?xml version='1.0'?>\n<methodResponse>\n<fault>\n<value><struct>\n<member>\n<name>faultCode</name>\n<value>{code}</value>\n</member>\n<member>\n<name>faultString</name>\n<value><string>{System.Security.SecurityElement.Escape(text)}</string></value>\n</member>\n</struct></value>\n</fault>\n</methodResponse>\n");
}
