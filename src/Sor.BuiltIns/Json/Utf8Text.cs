using System.Text;

namespace Sor.BuiltIns;

internal static class Utf8Text
{
    internal static byte[] ToUtf8(this string text) => Encoding.UTF8.GetBytes(text);
}
