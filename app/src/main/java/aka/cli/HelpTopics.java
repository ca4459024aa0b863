package aka.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pages on what no single command explains; each is a text file beside this class. */
final class HelpTopics {

    /** The topics there are. */
    static final List<String> NAMES = List.of("links", "safety", "snapshots", "limits", "exit-codes", "json");

    private HelpTopics() {}

    /** Returns the page on {@code topic}, one of {@link #NAMES}. */
    static String page(String topic) {
        try (InputStream page = HelpTopics.class.getResourceAsStream("help/" + topic + ".txt")) {
            if (page == null) {
                throw new IllegalArgumentException("no page on " + topic);
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
