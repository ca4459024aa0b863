package aka.catalog;

import aka.catalog.CatalogException.Trouble;
import aka.content.HashPage;
import aka.content.PageKey;
import aka.content.RememberedHashes;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue for a search: opened beside it, when it is clear that it will be asked, since to load SQLite takes longer than
 * a small search; written beside what follows; and done without when it cannot be used. For one thread.
 */
public final class LateCatalog implements RememberedHashes, AutoCloseable {

    /** Where the file is to be; asked only when there is to be one. */
    @FunctionalInterface
    public interface Place {
        /** Returns the path of the file, in a folder that is there; it may fail as it likes. */
        Path path() throws Exception;
    }

    private final Place place;
    private final Consumer<String> trouble;
    private @Nullable FutureTask<@Nullable Catalog> opening;
    private @Nullable FutureTask<@Nullable Void> writing;

    /** Whether what was open turned out to be damaged, and is to be opened anew. */
    private volatile boolean putAside;

    /** @param trouble is told in a sentence why there is no catalogue; called by one thread at a time, not always the same */
    public LateCatalog(Place place, Consumer<String> trouble) {
        this.place = place;
        this.trouble = trouble;
    }

    @Override
    public void prepare() {
        if (opening == null) {
            opening = inBackground(this::openOrRenew);
        }
    }

    @Override
    public void recall(List<PageKey> pages, BiConsumer<PageKey, HashPage> into) {
        awaitWritten();
        Catalog catalog = opened();
        if (catalog == null) {
            return;
        }
        try {
            catalog.recall(pages, into);
        } catch (CatalogException failed) {
            tell(failed);
            putAsideAfter(failed, catalog);
        }
    }

    @Override
    public void remember(SortedMap<PageKey, HashPage> pages) {
        awaitWritten();
        Catalog catalog = pages.isEmpty() ? null : opened();
        if (catalog != null) {
            writing = inBackground(() -> {
                write(catalog, pages);
                return null;
            });
        }
    }

    private void awaitWritten() {
        result(writing);
        writing = null;
    }

    private void write(Catalog catalog, SortedMap<PageKey, HashPage> pages) {
        try {
            catalog.remember(pages);
        } catch (CatalogException failed) {
            tell(failed);
            putAsideAfter(failed, catalog);
        }
    }

    private @Nullable Catalog openOrRenew() throws Exception {
        Path path = place.path();
        try {
            return Catalog.open(path);
        } catch (CatalogException failed) {
            if (failed.trouble() != Trouble.DAMAGED) {
                throw failed;
            }
            tell(failed);
            new CatalogFile(path).putAside();
            return Catalog.open(path);
        }
    }

    /** What is damaged is of no use to the next search either. */
    private void putAsideAfter(CatalogException failed, Catalog catalog) {
        if (failed.trouble() != Trouble.DAMAGED) {
            return;
        }
        catalog.close();
        putAside = true;
        try {
            catalog.file().putAside();
        } catch (CatalogException also) {
            tell(also);
        }
    }

    /** Returns the catalogue, or null if it cannot be used, which is told once. */
    private @Nullable Catalog opened() {
        if (putAside) {
            putAside = false;
            opening = null;
        }
        prepare();
        Catalog catalog = result(opening);
        if (catalog == null) {
            opening = new FutureTask<>(() -> null);
            opening.run();
        }
        return catalog;
    }

    /** Waits until all is written. */
    @Override
    public void close() {
        awaitWritten();
        Catalog catalog = opening == null || putAside ? null : result(opening);
        if (catalog != null) {
            catalog.close();
        }
    }

    private <T> @Nullable T result(@Nullable FutureTask<@Nullable T> task) {
        if (task == null) {
            return null;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error && !(error instanceof LinkageError)) {
                throw error;
            }
            tell(Objects.requireNonNullElse(failed.getCause(), failed));
            return null;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tell(Throwable why) {
        String sentence = why instanceof CatalogException
                ? String.valueOf(why.getMessage())
                : "no catalogue: " + why.getMessage();
        trouble.accept(sentence + "; going on without it");
    }

    /** A daemon: a search that is stopped waits for no catalogue. */
    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "aka-catalog");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
