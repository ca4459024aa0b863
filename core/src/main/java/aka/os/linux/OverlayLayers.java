package aka.os.linux;

import aka.file.RawPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders that an overlay is made of, from the options of its mount: {@code lowerdir=a:b,upperdir=c,workdir=d}, or by one
 * option a layer ({@code lowerdir+=a}). In the first form a colon in a name is written {@code \:}.
 */
final class OverlayLayers {

    private OverlayLayers() {}

    /** Returns them as whoever made the mount wrote them, so that some may be relative to where that was. */
    static List<Path> of(String options) {
        List<Path> layers = new ArrayList<>();
        for (String option : options.split(",", -1)) {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            // Back to one character a byte, without the escapes of the line; those of the option stay.
            String value = new String(OctalEscapes.bytes(option.substring(equals + 1)), StandardCharsets.ISO_8859_1);
            switch (key) {
                case "lowerdir" -> addAll(value, layers);
                case "upperdir", "workdir" -> add(plain(value), layers);
                case "lowerdir+", "datadir+" -> add(value, layers);
                default -> {} // no folder
            }
        }
        return layers;
    }

    private static void addAll(String value, List<Path> layers) {
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == ':') {
                add(plain(value.substring(from, i)), layers);
                from = i + 1;
            } else if (value.charAt(i) == '\\') {
                i++;
            }
        }
    }

    /** Takes away each backslash that stands before something. */
    private static String plain(String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            plain.append(value.charAt(i));
        }
        return plain.toString();
    }

    private static void add(String layer, List<Path> layers) {
        if (!layer.isEmpty()) {
            layers.add(RawPath.path(layer.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
