// The least that a wizard can be: what ours is measured against.
#include <QApplication>
#include <QWizard>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QWizard wizard;
    wizard.addPage(new QWizardPage);
    wizard.resize(880, 560);
    wizard.show();
    return QApplication::exec();
}
