package aka.report;

import aka.file.RawPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A path as programs are given it.
 *
 * @param text the path where it is valid Unicode, else a rendering of it
 * @param truth what it is, where {@code text} is a rendering only: bytes in base64 or UTF-16 units in hexadecimal; else null
 */
record WrittenPath(String text, @Nullable String truth) {

    private static final boolean NAMES_ARE_BYTES =
            FileSystems.getDefault().getSeparator().equals("/");

    /** What follows a key to name that of the truth: {@code pathBytes}, or {@code pathUtf16}. */
    static final String SUFFIX = NAMES_ARE_BYTES ? "Bytes" : "Utf16";

    static WrittenPath of(Path path) {
        byte[] raw = RawPath.bytes(path);
        String text = new String(raw, StandardCharsets.UTF_8);
        if (RawPath.isUtf8(raw)) {
            return new WrittenPath(text, null);
        }
        return new WrittenPath(
                text, NAMES_ARE_BYTES ? Base64.getEncoder().encodeToString(raw) : units(path.toString()));
    }

    /** Returns the UTF-16 units of a name, four digits each. */
    private static String units(String name) {
        StringBuilder hex = new StringBuilder(name.length() * 4);
        for (int i = 0; i < name.length(); i++) {
            hex.append(HexFormat.of().toHexDigits(name.charAt(i)));
        }
        return hex.toString();
    }
}
