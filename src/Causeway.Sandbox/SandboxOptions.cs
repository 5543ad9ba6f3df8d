namespace Causeway.Sandbox;

/// <summary>What the sandbox is and how much it holds.</summary>
public sealed record SandboxOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The name of the database that clients give.</summary>
    public string Database { get; init; } = "sandbox";

    /// <summary>The version of Odoo: 14.0, 16.0, 17.0, 18.0 or 19.0. JSON-2 is served by 19.0 alone.</summary>
    public string Version { get; init; } = "18.0";

    /// <summary>How many leads there are, lost ones included; the rest of the data grows with them.</summary>
    public int Leads { get; init; } = 60;

    /// <summary>How many partners there are, about; by default as many as the leads call for.</summary>
    public int? Partners { get; init; }

    /// <summary>The same seed makes the same data and the same API keys.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The clock of server and database.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What a wrong password or key costs; a real server takes about 0.35 s to find out.</summary>
    public TimeSpan WrongSecretDelay { get; init; }

    /// <summary>Whether every answer closes its connection, as Odoo without a proxy does.</summary>
    public bool CloseConnections { get; init; }

    /// <summary>Whether the module of automation rules is installed, from 17.0 on.</summary>
    public bool Automation { get; init; } = true;

    internal int Major => Version switch
    {
        "14.0" => 14,
        "16.0" => 16,
        "17.0" => 17,
        "18.0" => 18,
        "19.0" => 19,
        _ => throw new NotSupportedException($"The sandbox knows no Odoo {Version}: give 14.0, 16.0, 17.0, 18.0 or 19.0."),
    };
}
