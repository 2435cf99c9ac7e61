package org.srupp.recipes.corpora.download;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that servers offer.
 *
 * @param name on this disk
 * @param mirrors where it is, best first
 * @param bytes its size; 0 if not known
 * @param sha256 its checksum in hexadecimal; empty if not known
 */
public record RemoteFile(String name, List<URI> mirrors, long bytes, String sha256) {
  public RemoteFile {
    mirrors = List.copyOf(mirrors);
  }

  /** A file of which only the addresses are known. */
  public static RemoteFile of(String name, String... mirrors) {
    return new RemoteFile(name, List.of(mirrors).stream().map(URI::create).toList(), 0, "");
  }

  /** The same file of a known size. */
  public RemoteFile withBytes(long size) {
    return new RemoteFile(name, mirrors, size, sha256);
  }

  /** The same file with a known checksum. */
  public RemoteFile withSha256(String checksum) {
    return new RemoteFile(name, mirrors, bytes, checksum);
  }

  /** With other servers' folders that have it under its name, tried before its own mirrors. */
  public RemoteFile withFolders(List<URI> folders) {
    List<URI> all = new ArrayList<>();
    for (URI folder : folders) {
      String base = folder.toString();
      all.add(URI.create((base.endsWith("/") ? base : base + "/") + name));
    }
    all.addAll(mirrors);
    return new RemoteFile(name, all, bytes, sha256);
  }
}
