namespace Causeway.Odoo;

/// <summary>The type of a field, which decides what its values look like.</summary>
public enum OdooFieldType
{
    /// <summary>A type that this library does not know; its values are <see cref="System.Text.Json.JsonElement"/>.</summary>
    Unknown,

    /// <summary>true or false, never null.</summary>
    Boolean,

    /// <summary><see cref="long"/>.</summary>
    Integer,

    /// <summary><see cref="decimal"/>, or BigInteger beyond its range.</summary>
    Float,

    /// <summary><see cref="decimal"/>, or BigInteger beyond its range; the currency is in another field.</summary>
    Monetary,

    /// <summary><see cref="string"/>.</summary>
    Char,

    /// <summary><see cref="string"/>.</summary>
    Text,

    /// <summary><see cref="string"/>, sanitised by Odoo.</summary>
    Html,

    /// <summary>The key, as <see cref="string"/>.</summary>
    Selection,

    /// <summary>"model,id" as <see cref="string"/>.</summary>
    Reference,

    /// <summary>Base64 text as <see cref="string"/> (or a size, with <c>bin_size</c>); JsonElement where a computed field hides an object in it.</summary>
    Binary,

    /// <summary><see cref="DateOnly"/>.</summary>
    Date,

    /// <summary><see cref="DateTime"/> of kind Utc, whole seconds.</summary>
    DateTime,

    /// <summary><see cref="OdooReference"/>.</summary>
    Many2one,

    /// <summary>The id as <see cref="long"/>; the model is in another field.</summary>
    Many2oneReference,

    /// <summary>The ids as an array of <see cref="long"/>.</summary>
    One2many,

    /// <summary>The ids as an array of <see cref="long"/>.</summary>
    Many2many,

    /// <summary><see cref="System.Text.Json.JsonElement"/>.</summary>
    Json,

    /// <summary><see cref="System.Text.Json.JsonElement"/>: a list of definitions with their values.</summary>
    Properties,

    /// <summary><see cref="System.Text.Json.JsonElement"/>.</summary>
    PropertiesDefinition,
}
