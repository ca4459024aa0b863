package aka.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The exact bytes of a path, and the way between them and a {@link Path}.
 *
 * <p>On Linux and macOS a path is bytes, and not every sequence of bytes is text. A {@code Path} holds them all, but its
 * {@code toString} is only a rendering. The one way in and out that loses nothing, in every locale, is a {@code file:}
 * URI with percent escapes; it is taken only where the text would not do.
 *
 * <p>Elsewhere a path is UTF-16 units that may hold a lone surrogate; here they are written as generalised UTF-8, in
 * which a lone surrogate has three bytes of its own.
 */
public final class RawPath {

    private static final boolean POSIX = FileSystems.getDefault().getSeparator().equals("/");
    private static final boolean TEXT_IS_UTF8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    private static final Path TOP = Path.of("/");

    private RawPath() {}

    /** Returns whether a path is bytes with {@code /} between its parts, so that what is raw is what the system is told. */
    public static boolean pathsAreBytes() {
        return POSIX;
    }

    /** Returns the bytes that the system knows {@code path} by; relative stays relative. */
    public static byte[] bytes(Path path) {
        String text = path.toString();
        if (!POSIX) {
            return Utf16Names.bytes(text);
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        // As many bytes as characters are ASCII: half of a pair alone would be one byte too, and no rendering has such.
        return raw.length == text.length() || isExact(text) ? raw : bytesByUri(path);
    }

    /** Returns the same with the parts joined by {@code /} on every system. */
    public static byte[] slashed(Path path) {
        byte[] raw = bytes(path);
        for (int i = 0; !POSIX && i < raw.length; i++) {
            raw[i] = raw[i] == '\\' ? (byte) '/' : raw[i];
        }
        return raw;
    }

    /** Returns the bytes of {@code leaf} in {@code folder}, as {@link #bytes(Path)} would. */
    static byte[] bytes(Path folder, Leaf leaf) {
        return POSIX ? join(bytes(folder), leaf.bytes()) : bytes(leaf.in(folder));
    }

    /**
     * Returns the path with exactly these bytes.
     *
     * @throws java.nio.file.InvalidPathException for a NUL byte, or bytes that the system allows in no path
     */
    public static Path path(byte[] raw) {
        if (!POSIX) {
            return Path.of(Utf16Names.units(raw));
        }
        if (isAscii(raw)) {
            return Path.of(new String(raw, StandardCharsets.US_ASCII));
        }
        if (TEXT_IS_UTF8 && isUtf8(raw)) {
            return Path.of(new String(raw, StandardCharsets.UTF_8));
        }
        return pathByUri(raw);
    }

    /** Returns {@code folder} followed by {@code leaf}, joined by a separator unless {@code folder} is empty or ends in one. */
    public static byte[] join(byte[] folder, byte[] leaf) {
        if (folder.length == 0) {
            return leaf;
        }
        int separator = separatorAfter(folder);
        byte[] joined = Arrays.copyOf(folder, folder.length + separator + leaf.length);
        if (separator == 1) {
            joined[folder.length] = '/';
        }
        System.arraycopy(leaf, 0, joined, folder.length + separator, leaf.length);
        return joined;
    }

    /** Returns {@code folder} with the separator that {@link #join} puts before a leaf, if it puts one. */
    public static byte[] prefix(byte[] folder) {
        if (folder.length == 0 || separatorAfter(folder) == 0) {
            return folder;
        }
        byte[] prefix = Arrays.copyOf(folder, folder.length + 1);
        prefix[folder.length] = '/';
        return prefix;
    }

    private static int separatorAfter(byte[] folder) {
        return folder[folder.length - 1] == '/' ? 0 : 1;
    }

    /** Returns whether {@code raw} is well-formed UTF-8, so that text can stand for it. */
    public static boolean isUtf8(byte[] raw) {
        if (isAscii(raw)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static boolean isAscii(byte[] raw) {
        for (byte b : raw) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** A rendering with a replacement character may stand for any byte, and a C locale renders every other byte so. */
    private static boolean isExact(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD' || Character.isSurrogate(c) && !isPair(text, i) || c >= 0x80 && !TEXT_IS_UTF8) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static byte[] bytesByUri(Path path) {
        byte[] raw = unescape(TOP.resolve(path).toUri().getRawPath());
        int from = path.isAbsolute() ? 0 : 1;
        // The URI of a folder ends in a slash that the path does not have.
        int to = raw.length > 1 && raw[raw.length - 1] == '/' ? raw.length - 1 : raw.length;
        return Arrays.copyOfRange(raw, Math.min(from, to), to);
    }

    private static Path pathByUri(byte[] raw) {
        boolean absolute = raw.length > 0 && raw[0] == '/';
        Path path = Path.of(uri(absolute ? raw : join(new byte[] {'/'}, raw)));
        return absolute ? path : path.subpath(0, path.getNameCount());
    }

    private static URI uri(byte[] absolute) {
        StringBuilder escaped = new StringBuilder("file://");
        for (byte b : absolute) {
            if (b == '/' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        try {
            return new URI(escaped.toString());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xF, 16));
    }

    private static byte[] unescape(String escaped) {
        byte[] raw = new byte[escaped.length()];
        int length = 0;
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                raw[length++] = (byte) Integer.parseInt(escaped, i + 1, i + 3, 16);
                i += 2;
            } else {
                raw[length++] = (byte) c;
            }
        }
        return Arrays.copyOf(raw, length);
    }
}
