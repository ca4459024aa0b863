package aka.os.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Draft;
import aka.os.FileCallException;
import aka.os.Folder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the fake loses what a power cut may take, and nothing else. */
@Tag("windows")
class PowerCutsTest {

    private static final Leaf A = Leaf.of("a");
    private static final Leaf B = Leaf.of("b");
    private static final Leaf T = Leaf.of("t");

    private final FakeFileCalls fake = new FakeFileCalls().file("/d/a", "old").file("/d/b", "other");

    @AfterEach
    void everyHandleIsClosed() {
        fake.checkNoOpenHandles();
    }

    private interface Deed {
        void in(Folder folder) throws FileCallException;
    }

    private static void inFolder(FakeFileCalls calls, Deed deed) throws FileCallException {
        try (Folder folder = calls.openFolder(Path.of("/d"))) {
            deed.in(folder);
        }
    }

    private static void link(Folder folder, Leaf existing, Leaf newName) throws FileCallException {
        try (Body held = folder.hold(existing)) {
            folder.link(held, newName);
        }
    }

    /** Returns each tree that may be found, as names with their bytes. */
    private static Set<List<String>> found(FakeFileCalls calls) {
        return calls.cuts().stream().map(PowerCutsTest::contents).collect(Collectors.toSet());
    }

    private static List<String> contents(FakeFileCalls calls) {
        return calls.names().stream().map(name -> name + "=" + calls.text(name)).toList();
    }

    @Test
    void cuts_ofWhatWasBuilt_loseNothing() {
        assertThat(fake.cuts().count()).isEqualTo(1);
        assertThat(found(fake)).containsExactly(List.of("/d/a=old", "/d/b=other"));
    }

    @Test
    void cuts_withAJournal_keepAFirstPartOfTheChanges() throws FileCallException {
        inFolder(fake, folder -> {
            link(folder, A, T);
            folder.exchange(T, folder, B);
            folder.unlink(T);
        });

        assertThat(fake.cuts().count()).isEqualTo(4);
        assertThat(found(fake))
                .containsExactlyInAnyOrder(
                        List.of("/d/a=old", "/d/b=other"),
                        List.of("/d/a=old", "/d/b=other", "/d/t=old"),
                        List.of("/d/a=old", "/d/b=old", "/d/t=other"),
                        List.of("/d/a=old", "/d/b=old"));
    }

    @Test
    void cuts_withoutAJournal_keepAnyPartSoThatANameMayBeMissing() throws FileCallException {
        fake.set("/d", volume -> volume.journalled(false));
        inFolder(fake, folder -> {
            link(folder, A, T);
            folder.exchange(T, folder, B);
            folder.unlink(T);
        });

        assertThat(fake.cuts().count()).isEqualTo(8);
        // The other body is gone with its last name, though the name b was never moved off it.
        assertThat(found(fake)).contains(List.of("/d/a=old")).contains(List.of("/d/a=old", "/d/b=old"));
    }

    @Test
    void cuts_withoutAJournal_loseNoNameThatWasForcedBeforeTheLastStep() throws FileCallException {
        fake.set("/d", volume -> volume.journalled(false));
        inFolder(fake, folder -> {
            link(folder, A, T);
            folder.exchange(T, folder, B);
            fake.durability().orElseThrow().forceVolume(folder);
            folder.unlink(T);
        });

        assertThat(found(fake))
                .containsExactlyInAnyOrder(
                        List.of("/d/a=old", "/d/b=old", "/d/t=other"), List.of("/d/a=old", "/d/b=old"));
    }

    @Test
    void force_ofABodyWithoutAJournal_keepsNoneOfItsNewNames() throws FileCallException {
        fake.set("/d", volume -> volume.journalled(false));
        inFolder(fake, folder -> {
            link(folder, A, T);
            force(folder, A);
        });

        assertThat(found(fake))
                .containsExactlyInAnyOrder(
                        List.of("/d/a=old", "/d/b=other", "/d/t=old"), List.of("/d/a=old", "/d/b=other"));
    }

    @Test
    void force_ofABodyWithAJournal_keepsAllThatCameBefore() throws FileCallException {
        inFolder(fake, folder -> {
            link(folder, A, T);
            link(folder, B, Leaf.of("c"));
            force(folder, B);
            folder.unlink(T);
        });

        assertThat(found(fake))
                .containsExactlyInAnyOrder(
                        List.of("/d/a=old", "/d/b=other", "/d/c=other", "/d/t=old"),
                        List.of("/d/a=old", "/d/b=other", "/d/c=other"));
    }

    @Test
    void cuts_afterAnUnforcedWrite_haveTheOldBytesOrTheNew() {
        fake.write("/d/a", 0, "new").write("/d/b", 0, "another");

        assertThat(found(fake))
                .containsExactlyInAnyOrder(
                        List.of("/d/a=new", "/d/b=another"),
                        List.of("/d/a=old", "/d/b=other"),
                        List.of("/d/a=old", "/d/b=another"),
                        List.of("/d/a=new", "/d/b=other"));
    }

    /** What a run without the first {@code syncfs} would do to a name. */
    @Test
    void cuts_afterALinkToABodyThatWasNeverForced_showItEmpty() throws FileCallException {
        fake.file("/d/k", "").write("/d/k", 0, "other");
        inFolder(fake, folder -> {
            link(folder, Leaf.of("k"), T);
            folder.exchange(T, folder, B);
        });
        assertThat(found(fake)).contains(List.of("/d/a=old", "/d/b=", "/d/k=", "/d/t=other"));

        inFolder(fake, folder -> fake.durability().orElseThrow().forceVolume(folder));
        assertThat(found(fake)).containsExactly(List.of("/d/a=old", "/d/b=other", "/d/k=other", "/d/t=other"));
    }

    @Test
    void force_ofABody_keepsItsBytes() throws FileCallException {
        fake.write("/d/a", 0, "new");
        inFolder(fake, folder -> force(folder, A));

        assertThat(found(fake)).containsExactly(List.of("/d/a=new", "/d/b=other"));
    }

    private void force(Folder folder, Leaf leaf) throws FileCallException {
        try (Body body = folder.openBody(leaf.bytes())) {
            fake.durability().orElseThrow().force(body);
        }
    }

    @Test
    void cuts_ofADraft_loseItsNameOrItsBytes() throws FileCallException {
        inFolder(fake, folder -> {
            try (Body existing = folder.openBody(A.bytes());
                    Draft draft = folder.draft(T)) {
                draft.copyFrom(existing, new CancelToken());
                draft.publish();
            }
        });

        assertThat(found(fake))
                .containsExactlyInAnyOrder(
                        List.of("/d/a=old", "/d/b=other"),
                        List.of("/d/a=old", "/d/b=other", "/d/t="),
                        List.of("/d/a=old", "/d/b=other", "/d/t=old"));
    }

    @Test
    void cuts_ofAChangeOfMetadata_haveItOrNot() throws FileCallException {
        inFolder(fake, folder -> folder.setModified(Instant.EPOCH));

        assertThat(fake.cuts().stream().map(PowerCutsTest::folderTime).toList())
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), Instant.EPOCH);
    }

    private static Instant folderTime(FakeFileCalls calls) {
        try {
            return calls.facts(Path.of("/d")).modified();
        } catch (FileCallException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cuts_keepKeysLinkCountsAndMounts() throws FileCallException {
        fake.link("/d/c", "/d/a").mount("/usb", "vfat", usb -> {}).file("/usb/x", "x");
        inFolder(fake, folder -> folder.rename(B, folder, T));

        for (FakeFileCalls found : fake.cuts()) {
            assertThat(found.facts(Path.of("/d/a"))).as("%s", found).isEqualTo(fake.facts(Path.of("/d/a")));
            assertThat(found.oneBody("/d/a", "/d/c")).isTrue();
            assertThat(found.text("/usb/x")).isEqualTo("x");
            assertThat(found.volume(Path.of("/usb/x")).fileSystem()).isEqualTo("vfat");
            assertThat(found.host().boot()).isNotEqualTo(fake.host().boot());
        }
    }

    @Test
    void cuts_ofManyChangesWithoutAJournal_areNotMoreThanCanBeTried() throws FileCallException {
        fake.set("/d", volume -> volume.journalled(false));
        inFolder(fake, folder -> {
            for (int i = 0; i < 20; i++) {
                folder.createFolder(Leaf.of("folder" + i), false);
            }
        });

        assertThat(fake.cuts().count()).isEqualTo(PowerCuts.MOST);
        assertThat(fake.cuts().stream().filter(found -> found.exists("/d/folder19")))
                .hasSizeBetween(PowerCuts.MOST / 3, PowerCuts.MOST);
    }

    @Test
    void cutBefore_endsTheRunThereAndLeavesWhatWasDone() throws FileCallException {
        fake.set("/d", volume -> volume.namelessDrafts(false));
        fake.script().cutBefore(4);

        assertThatThrownBy(() -> inFolder(fake, folder -> {
                    try (Draft draft = folder.draft(T)) {
                        folder.rename(A, folder, Leaf.of("c"));
                        folder.unlink(B);
                        draft.publish();
                    }
                }))
                .isInstanceOf(PowerCut.class)
                .hasMessageContaining("unlink /d/b");

        assertThat(fake.names()).containsExactly("/d/b", "/d/c", "/d/t");
        assertThatThrownBy(() -> fake.openFolder(Path.of("/d"))).isInstanceOf(PowerCut.class);
        assertThat(found(fake))
                .containsExactlyInAnyOrder(
                        List.of("/d/a=old", "/d/b=other"),
                        List.of("/d/a=old", "/d/b=other", "/d/t="),
                        List.of("/d/b=other", "/d/c=old", "/d/t="));
    }

    @Test
    void killed_leavesAllThatWasDoneAndNothingOpen() throws FileCallException {
        fake.script().cutBeforeNext("unlink");
        assertThatThrownBy(() -> inFolder(fake, folder -> {
                    folder.exchange(A, folder, B);
                    folder.unlink(A);
                }))
                .isInstanceOf(PowerCut.class);

        FakeFileCalls next = fake.killed();

        assertThat(contents(next)).containsExactly("/d/a=other", "/d/b=old");
        assertThat(next.host()).isEqualTo(fake.host());
        next.checkNoOpenHandles();
        inFolder(next, folder -> folder.unlink(A));
        assertThat(next.names()).containsExactly("/d/b");
    }

    /** The next run must not rely on what the killed one did not force. */
    @Test
    void killed_leavesUnforcedWhatWasUnforced() throws FileCallException {
        fake.write("/d/b", 0, "newer");
        inFolder(fake, folder -> folder.unlink(A));

        FakeFileCalls next = fake.killed();

        assertThat(found(next)).isEqualTo(found(fake)).hasSize(4);
        inFolder(next, folder -> next.durability().orElseThrow().forceVolume(folder));
        assertThat(found(next)).containsExactly(List.of("/d/b=newer"));
    }

    @Test
    void cuts_ofBytesInTheMiddle_areOfTheWholeBody() {
        fake.storeMapped("/d/a", 1, "L");

        assertThat(found(fake))
                .containsExactlyInAnyOrder(List.of("/d/a=old", "/d/b=other"), List.of("/d/a=oLd", "/d/b=other"));
    }
}
