package aka.report;

/**
 * What aka runs on.
 *
 * @param route which calls answer: {@code linux}, {@code portable}
 */
public record SystemSeen(String version, String platform, String java, String route) implements Event {

    @Override
    public String word() {
        return "system";
    }

    @Override
    public void json(JsonLine line) {
        line.text("version", version)
                .text("platform", platform)
                .text("java", java)
                .text("route", route);
    }

    @Override
    public void text(Page page) {
        Ink out = page.out();
        out.text("aka " + version, Ink.Style.BOLD).end();
        out.text("  system    ").sentence(platform).end();
        out.text("  java      ").sentence(java).end();
        out.text("  calls     ").text(route).end();
    }
}
