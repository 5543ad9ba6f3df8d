using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Causeway.Platform.Access.Secrets;

/// <summary>Wraps each key of the data-protection ring before it goes to the database.</summary>
internal sealed class MasterKeyXmlEncryptor(MasterKeys master) : IXmlEncryptor
{
    internal const string Purpose = "data-protection key";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var wrapped = master.Wrap(Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement(WrappedKeys.Element, Convert.ToBase64String(wrapped)), typeof(MasterKeyXmlDecryptor));
    }
}

/// <summary>The key ring stores this type's name beside each key: renaming it makes stored keys unreadable.</summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var secret = services.GetRequiredService<MasterKeys>()
            .Unwrap(MasterKeyXmlEncryptor.Purpose, Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(secret));
    }
}
