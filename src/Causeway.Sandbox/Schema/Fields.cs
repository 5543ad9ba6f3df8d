namespace Causeway.Sandbox.Schema;

/// <summary>The words in which models are declared.</summary>
internal static class Fields
{
    public static Field Boolean(string name, string label) => new(name, FieldType.Boolean, label);

    public static Field Integer(string name, string label) => new(name, FieldType.Integer, label);

    public static Field Float(string name, string label) => new(name, FieldType.Float, label);

    public static Field Monetary(string name, string label) => new(name, FieldType.Monetary, label);

    public static Field Char(string name, string label) => new(name, FieldType.Char, label);

    public static Field Text(string name, string label) => new(name, FieldType.Text, label);

    public static Field Html(string name, string label) => new(name, FieldType.Html, label);

    public static Field Date(string name, string label) => new(name, FieldType.Date, label);

    public static Field DateTime(string name, string label) => new(name, FieldType.DateTime, label);

    public static Field Json(string name, string label) => new(name, FieldType.Json, label);

    public static Field Properties(string name, string label) => new(name, FieldType.Properties, label);

    public static Field PropertiesDefinition(string name, string label) => new(name, FieldType.PropertiesDefinition, label);

    public static Field Many2oneReference(string name, string label) => new(name, FieldType.Many2oneReference, label);

    public static Field Selection(string name, string label, params (string Key, string Label)[] options) =>
        new(name, FieldType.Selection, label) { Options = [.. options.Select(o => new Option(o.Key, o.Label))] };

    public static Field Many2one(string name, string label, string relation) =>
        new(name, FieldType.Many2one, label) { Relation = relation };

    public static Field Many2many(string name, string label, string relation) =>
        new(name, FieldType.Many2many, label) { Relation = relation };

    public static Field One2many(string name, string label, string relation, string inverse, string? inverseModel = null) =>
        new(name, FieldType.One2many, label) { Relation = relation, Inverse = inverse, InverseModel = inverseModel };
}
