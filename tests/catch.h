#pragma once

// Debian 12 has Catch2 2.13, newer systems have 3: tests include this and nothing of Catch2.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace Catch {

template<>
struct StringMaker<QString> {
    static std::string convert(const QString& text) { return '"' + text.toStdString() + '"'; }
};

template<>
struct StringMaker<QStringList> {
    static std::string convert(const QStringList& list)
    {
        return '[' + list.join(QStringLiteral(", ")).toStdString() + ']';
    }
};

template<>
struct StringMaker<QByteArray> {
    static std::string convert(const QByteArray& bytes) { return '"' + bytes.toStdString() + '"'; }
};

} // namespace Catch
