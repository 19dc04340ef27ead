package io.tidings.event.webhooks;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key files that other users may read, replace or provide. */
class KeyFileTest {

  private static final String SECRET = "whsec-0123456789abcdef0123";
  private static final UserPrincipal SELF = () -> "self";
  private static final UserPrincipal MALLORY = () -> "mallory";

  @TempDir Path temporary;
  private final Set<Path> foreign = new HashSet<>();
  private Path directory;
  private Path file;

  /** Owners as a test assigns them: of the files and directories of another user, and of others. */
  private final FileOwner owners =
      new FileOwner() {
        @Override
        public UserPrincipal of(Path path) {
          return foreign.contains(path) ? MALLORY : SELF;
        }

        @Override
        public boolean isProcess(UserPrincipal owner, Path path) {
          return owner.equals(SELF);
        }
      };

  @BeforeEach
  void create() throws IOException {
    directory = Files.createDirectory(temporary.toRealPath().resolve("own"));
    Files.setPosixFilePermissions(directory, fromString("rwx------"));
    file = directory.resolve("webhooks.key");
  }

  private SecretVault vault(Path key) {
    return KeyFileVault.in(key, new KeyFileCheck(owners));
  }

  private Path written(Path key) throws IOException {
    vault(key).seal("sub-1", SECRET);
    return key;
  }

  @Contract("WEB-04")
  @Test
  void key_file_of_this_user_is_used() throws Exception {
    String sealed = SecretVault.inFile(file).seal("sub-1", SECRET);

    assertThat(SecretVault.inFile(file).open("sub-1", sealed)).isEqualTo(SECRET);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Contract("WEB-04")
  @Test
  void key_file_of_another_owner_is_rejected() throws Exception {
    foreign.add(written(file));

    assertThatThrownBy(() -> vault(file))
        .isInstanceOf(WebhookException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("belongs to the user mallory")
        .hasMessageContaining("use a key file of the user");
  }

  @Contract("WEB-04")
  @Test
  void link_to_a_key_file_of_another_owner_is_rejected() throws Exception {
    Path other = Files.createDirectory(temporary.toRealPath().resolve("other"));
    Path target = written(other.resolve("target.key"));
    Path link = Files.createSymbolicLink(file, target);
    assertThat(vault(link)).isNotNull();
    foreign.add(target);

    assertThatThrownBy(() -> vault(link)).hasMessageContaining("belongs to the user mallory");
  }

  @Contract("WEB-04")
  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void link_to_a_key_file_that_others_may_open_is_rejected(String mode) throws Exception {
    Path target = written(directory.resolve("target.key"));
    Files.setPosixFilePermissions(target, fromString(mode));
    Path link = Files.createSymbolicLink(file, target);

    assertThatThrownBy(() -> vault(target)).hasMessageContaining("chmod 600");
    assertThatThrownBy(() -> vault(link)).hasMessageContaining("chmod 600");
  }

  @Contract("WEB-04")
  @Test
  void directory_that_others_may_write_is_rejected() throws Exception {
    Files.setPosixFilePermissions(directory, fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> vault(file).seal("sub-1", SECRET))
        .isInstanceOf(WebhookException.class)
        .hasMessageContaining("directory that other users may write")
        .hasMessageContaining("chmod go-w");
    assertThat(file).doesNotExist();

    Files.setPosixFilePermissions(directory, fromString("rwxr-xr-x"));
    written(file);
    Files.setPosixFilePermissions(directory, fromString("rwxr-x-wx"));
    assertThatThrownBy(() -> vault(file)).hasMessageContaining("other users may write");
  }

  @Contract("WEB-04")
  @Test
  void link_from_or_to_a_directory_that_others_may_write_is_rejected() throws Exception {
    Path open = Files.createDirectory(temporary.toRealPath().resolve("open"));
    Path inOpen = written(open.resolve("a.key"));
    Path toOpen = Files.createSymbolicLink(file, inOpen);
    Path own = written(directory.resolve("b.key"));
    Path fromOpen = Files.createSymbolicLink(open.resolve("link.key"), own);
    Files.setPosixFilePermissions(open, fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> vault(toOpen)).hasMessageContaining("other users may write");
    assertThatThrownBy(() -> vault(fromOpen)).hasMessageContaining("other users may write");
  }

  @Contract("WEB-04")
  @Test
  void directory_of_another_owner_is_rejected() throws Exception {
    written(file);
    foreign.add(directory);

    assertThatThrownBy(() -> vault(file))
        .hasMessageContaining("in a directory of the user mallory");
  }

  @Contract("WEB-04")
  @Test
  void group_may_write_the_directory_only_if_it_is_the_own_one_of_the_owner() {
    assertThat(isWritableByOthers("rwxrwxr-x", "alice")).isFalse();
    assertThat(isWritableByOthers("rwxrwx---", "staff")).isTrue();
    assertThat(isWritableByOthers("rwxr-xr-x", "staff")).isFalse();
    assertThat(isWritableByOthers("rwxrwxrwx", "alice")).isTrue();
  }

  private static boolean isWritableByOthers(String mode, String group) {
    return KeyFileCheck.isWritableByOthers(fromString(mode), () -> "alice", () -> group);
  }
}
