using System.Net;
using Causeway.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Causeway.Tests.Conformance;

/// <summary>Contract 3.1: sign in, users, tokens.</summary>
[Collection(ConformanceServer.Name)]
public sealed class Contract31SignInTests(ConformanceServer server)
{
    private const string User = """
        user{id username role_id ms_id email full_name name role is_super_admin is_active approval_status auth_provider odoo_user_id odoo_employee_id odoo_salesperson_name odoo_department_id odoo_team_id manager_odoo_id odoo_matched created_at updated_at last_login}
        """;

    private const string Tokens = $"token! access_token! token_type! expires_in! refresh_token! {User}";

    private const string Table = $$"""
        nobody POST /login {"username":"lukas.berg","api_key":"<key>"}                                 | 200 {{Tokens}}
        nobody POST /login {"username":"lukas.berg","password":"<key>"}                                | 200 {{Tokens}}
        nobody POST /login {"username":"pieter.jansen","api_key":"<key>"}                              | 401
        nobody POST /login {"username":"lukas.berg","api_key":"wrong"}                                 | 401
        nobody POST /login {"username":"lukas.berg"}                                                   | 400 details{api_key[]}
        nobody POST /login {"username":"lukas.berg","api_key":"<key>","nonsense":1}                    | 400 details{nonsense[]}
        nobody POST /auth/login {"username":"admin","password":"a mountain of paper cranes"}           | 200 message! {{Tokens}}
        nobody POST /auth/login {"email":"nobody@example.com","password":"a mountain of paper cranes"} | 401
        nobody POST /auth/login {}                                                                     | 400 details{username[] password[]}
        nobody POST /auth/register {"username":"<name>","email":"<name>@example.com","password":"securepassword123","full_name":"John Doe"} | 201 message! {{User}} access_token!
        nobody POST /auth/register {"username":"jo","email":"<name>@example.com","password":"securepassword123","full_name":"John Doe"}     | 400 details{username[]}
        nobody POST /auth/register {"username":"admin","email":"<name>@example.com","password":"securepassword123","full_name":"John Doe"}  | 409
        lukas  POST /auth/refresh                                                                      | 200 {{Tokens}}
        nobody POST /auth/refresh {"refresh_token":"made up"}                                          | 401
        nobody POST /auth/refresh                                                                      | 401
        nobody POST /auth/logout                                                                       | 401
        lukas  POST /auth/logout {"everywhere":"yes"}                                                  | 400
        lukas  GET /auth/me                                                                            | 200 {{User}}
        nobody GET /auth/me                                                                            | 401
        lukas  PATCH /auth/me {"full_name":"Lukas Berg"}                                               | 200 {{User}}
        lukas  PATCH /auth/me {"role":"admin"}                                                         | 400 details{role[]}
        local  POST /auth/me/password {"old_password":"wrong","new_password":"an altogether other one"} | 400
        lukas  GET /auth/tokens                                                                        | 200 tokens[id name scopes[]]
        lukas  POST /auth/tokens {"name":"contract","scopes":["read"]}                                 | 201 token! api_token{id name scopes[]}
        lukas  DELETE /auth/tokens/<token>                                                             | 204
        lukas  DELETE /auth/tokens/<nowhere>                                                           | 404
        admin  GET /auth/users?role=admin&approval_status=approved&q=adm                               | 200 users![{{User}}] {{ContractCall.Pagination}}
        admin  GET /auth/users?role=nonsense                                                           | 400 details{role[]}
        lukas  GET /auth/users                                                                         | 403
        admin  PATCH /auth/users/<user> {"role":"manager","is_active":true,"approval_status":"approved"} | 200 {{User}}
        admin  PATCH /auth/users/<admin> {"role":"member"}                                             | 409
        admin  PATCH /auth/users/<admin> {"is_active":false}                                           | 409
        admin  PATCH /auth/users/<nowhere> {"role":"member"}                                           | 404
        lukas  PATCH /auth/users/<user> {"role":"admin"}                                               | 403
        nobody GET /auth/microsoft/config                                                              | 200 client_id tenant_id authority scopes redirect_uri message
        nobody POST /auth/microsoft/complete {"code":"x"}                                              | 400 details{code_verifier[] redirect_uri[]}
        nobody POST /auth/microsoft/complete {"id_token":"x"}                                          | 400 details{nonce[]}
        local  POST /auth/relink-odoo {}                                                               | 200 success message match_method odoo_salesperson_name odoo_department_name odoo_team_name
        lukas  GET /users                                                                              | 200 users![id username full_name name is_active]
        nobody GET /users                                                                              | 401
        """;

    public static TheoryData<string> Lines => ConformanceServer.Lines(Table.Replace($"users![{User}]", $"users![{User["user{".Length..^1]}]", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Every_call_is_answered_as_the_contract_says(string line) => server.CheckAsync(line);

    [Theory]
    [InlineData("/api/login")]
    [InlineData("/api/auth/login")]
    public async Task A_browser_of_our_own_origin_signs_in_by_a_cookie_in_place_of_tokens(string route)
    {
        var origin = server.Mirror.Server.Address.GetLeftPart(UriPartial.Authority);
        object body = route == "/api/login" ? new { username = "lukas.berg", api_key = server.Person("lukas.berg").ApiKey, session = true } : new { username = "admin", password = MirrorServer.AdminPassword, session = true };

        var answer = (await new Api(server.Mirror.Server.NewClient()).PostAsync(route, body, ("Origin", origin))).Expect(HttpStatusCode.OK);

        Fields.Check(answer.Json, $"csrf_token! {User}").ShouldBeEmpty();
        answer.Json.TryGetProperty("access_token", out _).ShouldBeFalse();
        var cookie = answer.Header("Set-Cookie")!;
        (cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase), cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase)).ShouldBe((true, true));
        (await server.Anonymous.PostAsync(route, body)).Code.ShouldBe(403);
    }

    [Fact]
    public async Task The_form_of_OAuth2_gives_a_bearer_token_and_nothing_else_is_a_form()
    {
        var form = await server.Anonymous.SendAsync(HttpMethod.Post, "/api/auth/token", new FormUrlEncodedContent([new("username", "admin"), new("password", MirrorServer.AdminPassword), new("extra", "1")]));

        Fields.Check(form.Expect(HttpStatusCode.OK).Json, "access_token! token_type! expires_in! refresh_token!").ShouldBeEmpty();
        form["token_type"].GetString().ShouldBe("bearer");
        (await server.Anonymous.PostAsync("/api/auth/token", new { username = "admin" })).Code.ShouldBe(415);
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_ends_its_family_when_it_comes_again()
    {
        var (_, _, username) = await server.RegisterAsync();
        var first = await server.Anonymous.PostAsync("/api/auth/login", new { username, password = ConformanceServer.Password });
        var old = new { refresh_token = first["refresh_token"].GetString() };

        var second = (await server.Anonymous.PostAsync("/api/auth/refresh", old)).Expect(HttpStatusCode.OK);

        (await server.Anonymous.PostAsync("/api/auth/refresh", old)).Code.ShouldBe(401);
        (await server.Anonymous.PostAsync("/api/auth/refresh", new { refresh_token = second["refresh_token"].GetString() })).Code.ShouldBe(401);
    }

    [Fact]
    public async Task A_user_who_signs_out_everywhere_or_is_disabled_is_refused_at_once()
    {
        var ((one, _, _), (other, otherId, _)) = (await server.RegisterAsync(), await server.RegisterAsync());
        (await one.PostAsync("/api/auth/logout", new { everywhere = true })).Expect(HttpStatusCode.OK);
        (await server.Admin.PatchAsync($"/api/auth/users/{otherId}", new { is_active = false })).Expect(HttpStatusCode.OK);

        (await one.GetAsync("/api/auth/me")).Code.ShouldBe(401);
        (await other.GetAsync("/api/tasks")).Code.ShouldBeOneOf(401, 403);
    }
}
