package aka.report;

import aka.file.LinkSet;
import aka.file.Name;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A body with its names.
 *
 * @param heading whether people see a heading over the names; where each body is told by one name, the names do alone
 */
public record SetFound(LinkSet set, boolean heading) implements Event {

    @Override
    public String word() {
        return "set";
    }

    @Override
    public void json(JsonLine line) {
        line.fileKey(Optional.of(set.key()))
                .number("linkCount", set.linkCount())
                .number("sizeBytes", set.sizeBytes())
                .paths("names", paths(set.names()))
                .flag("complete", set.complete());
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        boolean nul = page.nul();
        if (heading && !nul) {
            out.text(headline(), Ink.Style.BOLD).end();
        }
        for (Name name : set.names()) {
            (heading && !nul ? out.text("  ") : out).name(name, nul);
        }
    }

    private String headline() {
        int found = set.names().size();
        String count = set.complete()
                ? Figures.count(found, "name")
                : set.linkCount().isPresent()
                        ? Figures.number(found) + " of "
                                + Figures.count(set.linkCount().getAsInt(), "name")
                        : Figures.count(found, "name") + ", perhaps more";
        return count + ", " + Figures.size(set.sizeBytes());
    }

    static List<Path> paths(List<Name> names) {
        List<Path> paths = new ArrayList<>(names.size());
        for (Name name : names) {
            paths.add(name.path());
        }
        return paths;
    }
}
