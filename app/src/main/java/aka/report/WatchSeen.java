package aka.report;

/**
 * What {@code group watch} watches: told in the beginning, and when groups have changed.
 *
 * @param groups how many groups
 * @param files how many files these declare
 * @param folders how many folders are listened to
 * @param unheard how many cannot be, and are looked into each second
 */
public record WatchSeen(int groups, int files, int folders, int unheard) implements Event {

    @Override
    public String word() {
        return "watch";
    }

    @Override
    public void json(JsonLine line) {
        line.number("groups", groups)
                .number("files", files)
                .number("folders", folders)
                .number("unheard", unheard);
    }

    @Override
    public void text(Page page) {
        if (!page.quiet()) {
            page.out().flush();
            page.err()
                    .text("watching " + Figures.count(files, "file") + " of " + Figures.count(groups, "group") + " in "
                            + Figures.count(folders, "folder")
                            + (unheard == 0 ? "" : "; " + unheard + " more are looked into each second"))
                    .end();
        }
    }
}
