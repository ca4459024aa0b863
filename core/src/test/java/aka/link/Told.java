package aka.link;

import aka.file.LinkSet;
import aka.os.FileCallException;
import aka.os.fake.Slashes;
import aka.walk.LeftAlone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes down what a listener hears, and writes link sets as text. */
final class Told implements NameScan.Listener {

    private final List<String> trouble = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    @Override
    public void unreadable(Path path, FileCallException why) {
        trouble.add(why.trouble() + " " + Slashes.in(path.toString()));
    }

    @Override
    public void listNotTaken(FileCallException why) {
        trouble.add(why.trouble() + " list of " + Slashes.in(why.path().toString()));
    }

    @Override
    public void leftAlone(Path path, LeftAlone why) {
        left.add(why + " " + Slashes.in(path.toString()));
    }

    List<String> trouble() {
        return trouble;
    }

    List<String> left() {
        return left;
    }

    /** Returns names found, link count and paths: {@code 2 of 3: /a /b}. */
    static String text(LinkSet set) {
        String count = set.linkCount().isPresent() ? "" + set.linkCount().getAsInt() : "?";
        return set.names().size() + " of " + count + ": "
                + set.names().stream()
                        .map(name -> Slashes.in(name.path().toString()))
                        .collect(Collectors.joining(" "));
    }
}
