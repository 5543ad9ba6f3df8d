using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Causeway.Platform.Database;

/// <summary>
/// A statement in the making. Every hole of an interpolated string that is appended becomes a parameter, so that no value
/// can become SQL; only a <see cref="SqlRaw"/> goes in as text, and a day, an instant or an amount as the literal that it is.
/// </summary>
internal sealed class SqlText
{
    private readonly StringBuilder text = new();
    private readonly List<NpgsqlParameter> parameters = [];

    public SqlText Append([InterpolatedStringHandlerArgument("")] ref Holes sql) => this;

    public NpgsqlCommand ToCommand(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(text.ToString(), connection);
        command.Parameters.AddRange(parameters.ToArray());
        return command;
    }

    public NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand(text.ToString());
        parameters.ForEach(parameter => command.Parameters.Add(parameter));
        return command;
    }

    public override string ToString() => text.ToString();

    /// <summary>The statement with its values: two that are equal ask the same.</summary>
    public string Question => $"{text}\n{JsonSerializer.Serialize(parameters.Select(parameter => parameter.Value))}";

    /// <summary>Turns the holes of an interpolated string into parameters.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Holes
    {
        private readonly SqlText sql;

        public Holes(int literalLength, int formattedCount, SqlText sql) => this.sql = sql;

        public void AppendLiteral(string literal) => sql.text.Append(literal);

        public void AppendFormatted(SqlRaw raw) => sql.text.Append(raw.Text);

        public void AppendFormatted<T>(T value)
        {
            if (Bound(value) is { } literal)
            {
                sql.text.Append(literal);
                return;
            }

            sql.parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value });
            sql.text.Append('$').Append(sql.parameters.Count);
        }

        /// <summary>
        /// What bounds a range: a prepared statement would hide from the planner how much of a table lies within, and it would
        /// read along an order for what nothing meets.
        /// </summary>
        private static string? Bound(object? value) => value switch
        {
            DateOnly day => string.Create(CultureInfo.InvariantCulture, $"date '{day:yyyy-MM-dd}'"),
            DateTime { Kind: DateTimeKind.Utc } at => string.Create(CultureInfo.InvariantCulture, $"timestamptz '{at:yyyy-MM-dd HH:mm:ss.ffffff}+00'"),
            DateTimeOffset at => Bound(at.UtcDateTime),
            decimal number => string.Create(CultureInfo.InvariantCulture, $"numeric '{number}'"),
            _ => null,
        };
    }
}

/// <summary>SQL that we wrote ourselves: a table, a column, an expression of the catalogue.</summary>
internal readonly record struct SqlRaw(string Text)
{
    public static implicit operator SqlRaw(string text) => new(text);
}
