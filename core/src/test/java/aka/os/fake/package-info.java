/**
 * A system in memory, for tests: bodies, names, volumes and mounts that no disk knows of, with faults, limits and delays on
 * demand. Start at {@link aka.os.fake.FakeFileCalls}.
 */
@NullMarked
package aka.os.fake;

import org.jspecify.annotations.NullMarked;
