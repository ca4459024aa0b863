package aka.report;

import aka.group.AutoHeal;
import aka.group.Group;
import aka.group.Member;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A group as it is declared.
 *
 * @param file where
 */
public record GroupSeen(Group group, Path file) implements Event {

    @Override
    public String word() {
        return "declared";
    }

    @Override
    public void json(JsonLine line) {
        List<Path> paths = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        List<Path> trees = new ArrayList<>();
        for (Member member : group.members()) {
            switch (member) {
                case Member.Single single -> paths.add(single.path());
                case Member.Matching matching -> patterns.add(text(matching));
                case Member.Trees several -> trees.addAll(several.tops());
            }
        }
        line.text("group", group.name())
                .path("file", file)
                .number("line", group.line())
                .paths("paths", paths)
                .texts("patterns", patterns)
                .paths("trees", trees)
                .paths("copies", group.copies())
                .text("heal", group.heal().word());
    }

    private static String text(Member.Matching matching) {
        return matching.top().resolve("") + "/" + matching.glob();
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        out.text(Escapes.of(group.name()), Ink.Style.BOLD).end();
        for (Member member : group.members()) {
            out.text("  ");
            switch (member) {
                case Member.Single single -> out.path(single.path());
                case Member.Matching matching -> out.sentence(text(matching));
                case Member.Trees trees -> {
                    String between = "";
                    for (Path top : trees.tops()) {
                        out.text(between).path(top).text("/**");
                        between = " <-> ";
                    }
                }
            }
            out.end();
        }
        for (Path copy : group.copies()) {
            out.text("  a copy: ").path(copy).end();
        }
        if (group.heal() != AutoHeal.ASK) {
            out.text("  healed by watch: " + group.heal().word()).end();
        }
    }
}
