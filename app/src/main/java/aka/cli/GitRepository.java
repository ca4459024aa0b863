package aka.cli;

import aka.file.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A repository, as git tells of it.
 *
 * @param hooks where its hooks are
 * @param own whether these are its own, and not of all repositories ({@code core.hooksPath})
 */
record GitRepository(Path hooks, boolean own) {

    /** Returns the repository around {@code folder}; empty where git says there is none, or there is no git. */
    static Optional<GitRepository> around(Path folder) throws IOException {
        Optional<Path> hooks = told(folder, "--git-path", "hooks");
        Optional<Path> common = told(folder, "--git-common-dir");
        if (hooks.isEmpty() || common.isEmpty()) {
            return Optional.empty();
        }
        boolean own = hooks.get().startsWith(common.get());
        return Optional.of(new GitRepository(hooks.get(), own));
    }

    private static Optional<Path> told(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "rev-parse"));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noGit) {
            return Optional.empty();
        }
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        if (process.onExit().join().exitValue() != 0) {
            return Optional.empty();
        }
        String line = new String(out, StandardCharsets.ISO_8859_1).replaceFirst("\\R$", "");
        byte[] raw = line.getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(folder.resolve(RawPath.path(raw)).normalize());
    }
}
