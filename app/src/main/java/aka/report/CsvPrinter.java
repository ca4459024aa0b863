package aka.report;

import aka.dedupe.Group;
import aka.dedupe.GroupBody;
import aka.file.FileKey;
import aka.file.Name;
import aka.file.RawPath;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Prints groups for spreadsheets, as RFC 4180 has it: a line of titles, then a row a name, in UTF-8. What is not known is an
 * empty field. All else is told to people, on stderr.
 */
public final class CsvPrinter implements Printer {

    private static final List<String> TITLES = List.of(
            "group",
            "body",
            "path",
            "sizeBytes",
            "reclaimableBytes",
            "linkCount",
            "allocatedBytes",
            "modifiedUtc",
            "evidence",
            "volume",
            "fileKey",
            "path" + WrittenPath.SUFFIX);

    private final CsvWriter csv;
    private final Page page;
    private final boolean terminal;
    private long groups;

    /** @param terminal whether {@code out} is one, which must not be steered by a name */
    public CsvPrinter(OutputStream out, Page page, boolean terminal) {
        this.csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
        this.page = page;
        this.terminal = terminal;
    }

    @Override
    public void print(Event event) {
        if (event instanceof Start) {
            csv.writeRecord(TITLES);
        } else if (event instanceof GroupFound found) {
            groups++;
            print(found.group());
        } else {
            event.text(page);
        }
    }

    @Override
    public void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.err().flush();
    }

    private void print(Group group) {
        int number = 0;
        // Once a group, so that the column adds up.
        String reclaimable = Long.toString(group.reclaimableBytes());
        for (GroupBody body : group.bodies()) {
            number++;
            for (Name name : body.names()) {
                print(group, reclaimable, number, body, name.path());
                reclaimable = "";
            }
        }
    }

    private void print(Group group, String reclaimable, int number, GroupBody body, Path path) {
        WrittenPath written = WrittenPath.of(path);
        csv.writeRecord(
                Long.toString(groups),
                Integer.toString(number),
                terminal ? Escapes.of(RawPath.bytes(path)) : written.text(),
                Long.toString(group.sizeBytes()),
                reclaimable,
                known(body.linkCount()),
                known(body.allocatedBytes()),
                Figures.utc(body.modified()),
                group.evidence().word(),
                body.key().map(FileKey::volume).map(Object::toString).orElse(""),
                body.key().map(FileKey::toString).orElse(""),
                Optional.ofNullable(written.truth()).orElse(""));
    }

    private static String known(OptionalInt figure) {
        return figure.isPresent() ? Integer.toString(figure.getAsInt()) : "";
    }

    private static String known(OptionalLong figure) {
        return figure.isPresent() ? Long.toString(figure.getAsLong()) : "";
    }
}
