namespace Causeway.Sandbox.Wire;

/// <summary>A result that writes itself without first becoming a tree of values.</summary>
internal interface IWireValue
{
    void Write(IWireWriter writer);
}
