namespace Causeway.Sandbox.Schema;

internal enum FieldType
{
    Boolean,
    Integer,
    Float,
    Monetary,
    Char,
    Text,
    Html,
    Date,
    DateTime,
    Selection,
    Many2one,
    One2many,
    Many2many,
    Many2oneReference,
    Json,
    Properties,
    PropertiesDefinition,
}
