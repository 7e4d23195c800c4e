package io.bactrian.approval;

/** An approval template (process code) as the platform lists it. */
public record Template(String code, String name, String dirName, String url, String iconUrl) {}
