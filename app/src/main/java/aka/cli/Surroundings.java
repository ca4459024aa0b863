package aka.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * What a command is run in, so that it can be run inside another process as well.
 *
 * @param environment variables; of them {@code NO_COLOR}, {@code CLICOLOR_FORCE} and {@code TERM} are looked at
 * @param owned whether the process is ours: signals may be handled, and the process ended
 */
record Surroundings(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Map<String, String> environment,
        Terminals terminals,
        boolean owned) {

    boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }
}
