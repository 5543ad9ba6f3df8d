using System.Xml.Linq;

namespace Causeway.Platform.Access.Secrets;

/// <summary>The wrapped parts of an element of the data-protection ring.</summary>
internal static class WrappedKeys
{
    public static readonly XName Element = "wrapped";

    public static IEnumerable<byte[]> Of(XElement element) => Parts(element).Select(part => Convert.FromBase64String(part.Value));

    /// <summary>The same element with each part as <paramref name="change"/> makes it.</summary>
    public static XElement With(XElement element, Func<byte[], byte[]> change)
    {
        var changed = new XElement(element);
        foreach (var part in Parts(changed).ToList())
            part.Value = Convert.ToBase64String(change(Convert.FromBase64String(part.Value)));
        return changed;
    }

    private static IEnumerable<XElement> Parts(XElement element) => element.DescendantsAndSelf(Element);
}
