package org.srupp.recipes.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the commit that is checked out, from git's files, so that no git is needed. */
final class GitCommit {
  private static final String REF = "ref: ";
  private static final String GIT_DIR = "gitdir: ";

  private GitCommit() {}

  /**
   * The commit of the checkout that {@code start} lies in; nothing if it lies in none or git's
   * files are unusual.
   */
  static Optional<String> of(Path start) {
    for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path git = folder.resolve(".git");
      if (Files.exists(git)) {
        try {
          return commit(Files.isDirectory(git) ? git : linked(git))
              .filter(hash -> hash.matches("[0-9a-f]{40,64}"));
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** A worktree has a file in place of the folder. */
  private static Path linked(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (!text.startsWith(GIT_DIR)) {
      throw new IOException(file + " does not begin with " + GIT_DIR);
    }
    return file.resolveSibling(text.substring(GIT_DIR.length()));
  }

  private static Optional<String> commit(Path git) throws IOException {
    String head = Files.readString(git.resolve("HEAD")).strip();
    if (!head.startsWith(REF)) {
      return Optional.of(head);
    }
    String ref = head.substring(REF.length());
    Path common = git.resolve("commondir");
    Path shared = Files.exists(common) ? git.resolve(Files.readString(common).strip()) : git;
    for (Path folder : new Path[] {git, shared}) {
      if (Files.exists(folder.resolve(ref))) {
        return Optional.of(Files.readString(folder.resolve(ref)).strip());
      }
    }
    return packed(shared.resolve("packed-refs"), ref);
  }

  private static Optional<String> packed(Path file, String ref) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.endsWith(" " + ref))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .findFirst();
    }
  }
}
