namespace Causeway.Odoo;

/// <summary>One of the three doors of Odoo's external API.</summary>
public enum OdooTransport
{
    /// <summary>POST /xmlrpc/2: every version up to 21; 3.4 times the bytes of JSON and no 64-bit sums.</summary>
    XmlRpc,

    /// <summary>POST /jsonrpc: every version up to 21; takes a password or an API key.</summary>
    JsonRpc,

    /// <summary>POST /json/2: Odoo 19 and later; takes an API key only.</summary>
    Json2,
}
