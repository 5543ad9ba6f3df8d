namespace Causeway.Sandbox.Wire;

/// <summary>What an answer is written to: JSON as Python prints it, or XML-RPC.</summary>
internal interface IWireWriter
{
    void None();

    void Boolean(bool value);

    void Integer(long value);

    void Float(double value);

    void Text(string value);

    void BeginList();

    void EndList();

    void BeginStruct();

    void Member(string name);

    void EndStruct();
}
